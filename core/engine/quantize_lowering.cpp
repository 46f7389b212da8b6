// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/quantize_lowering.h"

#include "core/engine/kernels/quantize.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"

namespace halftone {

Status emitDequantize(Tracer &tracer, ValueId id, const Shape &shape, const Place &from, const Quantization &quantization)
{
    const std::int64_t count = shape.count();
    HALFTONE_TRY(const Place to, tracer.newPlace(count * static_cast<std::int64_t>(sizeof(float)), sameOrder(from.layout)));
    HALFTONE_CHECK(tracer.emit(std::make_unique<KernelStep>(
        "dequantize", std::vector{from}, std::vector{to}, [count, affine = affineOf(quantization)](std::byte *const *at) {
            halftone::dequantize(at[0], reinterpret_cast<float *>(at[1]), count, affine);
        })));
    tracer.define(id, DType::Float, shape, to);
    return {};
}

LowerContext::Outcome LowerContext::quantizeLinear()
{
    const ValueId input = node().inputs[0];
    if (m_linkCount > 0 || !isStaticQuantize(m_tracer.program().graph(), node()) || inputType(0) != DType::Float)
        return refuse("parameters");
    const auto quantization = m_tracer.quantizationOf(node().inputs[1], hasInput(2) ? node().inputs[2] : kNone, -1, outputType(0));
    if (!quantization || quantization->scale.size() != 1)
        return refuse("several scales");
    const auto emit = [&]() -> Status {
        if (const auto source = m_tracer.quantizedSource(input); source && *source->quantization == *quantization) {
            // Quantizing what was just dequantized changes nothing.
            HALFTONE_TRY(const Place same, m_tracer.anyPlace(source->quantized));
            m_tracer.define(outputValue(), quantization->dtype, inputShape(0), same);
            return {};
        }
        HALFTONE_TRY(const Place from, densePlace(m_tracer, input));
        const Shape shape = m_tracer.value(input).shape;
        const std::int64_t count = shape.count();
        HALFTONE_TRY(const Place to, m_tracer.newPlace(count, sameOrder(from.layout)));
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<KernelStep>(
            "quantize", std::vector{from}, std::vector{to}, [count, affine = affineOf(*quantization)](std::byte *const *at) {
                halftone::quantize(reinterpret_cast<const float *>(at[0]), at[1], count, affine);
            })));
        m_tracer.define(outputValue(), quantization->dtype, shape, to);
        return {};
    };
    return recorded(emit());
}

LowerContext::Outcome LowerContext::dequantizeLinear()
{
    const ValueId input = node().inputs[0];
    const DType type = inputType(0);
    if (m_linkCount > 0 || (type != DType::UInt8 && type != DType::Int8) || outputType(0) != DType::Float)
        return refuse("parameters");
    const auto quantization = m_tracer.quantizationOf(node().inputs[1], hasInput(2) ? node().inputs[2] : kNone, -1, type);
    if (!quantization || quantization->scale.size() != 1 || quantization->dtype != type)
        return refuse("several scales");
    const auto emit = [&]() -> Status {
        HALFTONE_TRY(const Place from, densePlace(m_tracer, input));
        const Shape shape = m_tracer.value(input).shape;
        return emitDequantize(m_tracer, outputValue(), shape, from, *quantization);
    };
    return recorded(emit());
}

} // namespace halftone
