// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/convert.h"
#include "core/engine/kernels/dynamic_range.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"

namespace halftone {

namespace {

/// The same order of elements of another size.
LayoutPtr sameOrder(const LayoutPtr &layout) { return layout ? stridedLayout(layout->strides) : nullptr; }

/// Where the elements lie without gaps, in an order that strides describe.
Result<Place> densePlace(Tracer &tracer, ValueId id)
{
    HALFTONE_TRY(const Place place, tracer.anyPlace(id));
    if (isDense(place.layout.get(), tracer.value(id).shape) && (!place.layout || place.layout->blockAxis < 0))
        return place;
    return tracer.plain(id);
}

} // namespace

LowerContext::Outcome LowerContext::convertElements()
{
    const ValueId input = node().inputs[0];
    const DType from = inputType(0);
    const DType to = outputType(0);
    if (m_linkCount > 0 || !canConvert(from, to))
        return refuse("types");
    const auto emit = [&]() -> Status {
        HALFTONE_TRY(const Place source, densePlace(m_tracer, input));
        const Shape shape = m_tracer.value(input).shape;
        const std::int64_t count = shape.count();
        HALFTONE_TRY(const Place made, m_tracer.newPlace(count * dtypeBits(to) / 8, sameOrder(source.layout)));
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<KernelStep>("convert", std::vector{source}, std::vector{made},
            [from, to, count](std::byte *const *at) { convert(from, at[0], to, at[1], count); })));
        m_tracer.define(outputValue(), to, shape, made);
        return {};
    };
    if (const Status status = emit(); !status) {
        m_tracer.fail(status.error());
        return refuse("error");
    }
    return std::nullopt;
}

LowerContext::Outcome LowerContext::dynamicQuantize()
{
    const ValueId input = node().inputs[0];
    const auto &outputs = node().outputs;
    if (m_linkCount > 0 || inputType(0) != DType::Float || outputs.size() != 3 || outputs[1] == kNone || outputs[2] == kNone)
        return refuse("outputs");
    const auto emit = [&]() -> Status {
        HALFTONE_TRY(const Place source, densePlace(m_tracer, input));
        const Shape shape = m_tracer.value(input).shape;
        const std::int64_t count = shape.count();
        HALFTONE_TRY(const Place made, m_tracer.newPlace(count, sameOrder(source.layout)));
        HALFTONE_TRY(const Place scale, m_tracer.newPlace(sizeof(float), nullptr));
        HALFTONE_TRY(const Place zero, m_tracer.newPlace(1, nullptr));
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<KernelStep>(
            "dynamic range, quantize", std::vector{source}, std::vector{made, scale, zero}, [count](std::byte *const *at) {
                quantizeDynamically(reinterpret_cast<const float *>(at[0]), at[1], count, reinterpret_cast<float *>(at[2]), at[3]);
            })));
        m_tracer.define(outputs[0], DType::UInt8, shape, made);
        m_tracer.define(outputs[1], DType::Float, Shape{}, scale);
        m_tracer.define(outputs[2], DType::UInt8, Shape{}, zero);
        return {};
    };
    if (const Status status = emit(); !status) {
        m_tracer.fail(status.error());
        return refuse("error");
    }
    return std::nullopt;
}

} // namespace halftone
