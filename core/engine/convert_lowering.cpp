// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/convert_lowering.h"

#include "core/engine/kernels/convert.h"
#include "core/engine/kernels/dynamic_range.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"

namespace halftone {

Result<Place> emitConversion(Tracer &tracer, const Place &from, DType fromType, DType toType, std::int64_t count, bool isMain)
{
    HALFTONE_TRY(const Place to, tracer.newPlace(count * dtypeBits(toType) / 8, sameOrder(from.layout)));
    auto step = std::make_unique<KernelStep>("convert", std::vector{from}, std::vector{to},
        [fromType, toType, count](std::byte *const *at) { convert(fromType, at[0], toType, at[1], count); });
    step->isMain = isMain;
    HALFTONE_CHECK(tracer.emit(std::move(step)));
    return to;
}

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
        HALFTONE_TRY(const Place made, emitConversion(m_tracer, source, from, to, shape.count(), true));
        m_tracer.define(outputValue(), to, shape, made);
        return {};
    };
    return recorded(emit());
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
    return recorded(emit());
}

} // namespace halftone
