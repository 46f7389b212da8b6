// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/integer_product.h"

#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/dynamic_range.h"

namespace halftone {

using namespace dnnlsupport;

namespace {

/// 32-bit sums of the products of rows at `from` (of `rows`) with one constant matrix, or a refusal.
Result<LowerContext::Outcome> emitSums(LowerContext &context, IntegerProduct &product, ValueId input, const Shape &result, Place &to)
{
    Tracer &tracer = context.tracer();
    const Shape rows = tracer.value(input).shape;
    const std::int64_t taps = product.m_weights.shape[0];
    const std::int64_t channels = product.m_weights.shape[1];
    const std::int64_t count = rows.count() / taps;
    const Desc source = plainDesc(tracer.value(input).dtype, Shape{count, taps});
    const Desc plainWeights = plainDesc(DType::Int8, Shape{taps, channels});
    const Desc weights({taps, channels}, dataType(DType::Int8), dnnl::memory::format_tag::any);
    const Desc sums = plainDesc(DType::Int32, Shape{count, channels});
    const auto pd = matmul(source, weights, nullptr, sums, baseAttributes());
    if (!isExact(pd.impl_info_str()))
        return context.refuse("no exact implementation");
    HALFTONE_TRY(const Place from, tracer.plain(input));
    HALFTONE_TRY(const Place packed,
        packedConstant(tracer, product.m_weights.id, "weights", plainWeights, pd.weights_desc(), [&] { return product.signedElements(); }));
    HALFTONE_TRY(to, newPlaceFor(tracer, plainDesc(DType::Int32, result), result));
    HALFTONE_TRY(auto outputs, scratchpad(tracer, pd.scratchpad_desc()));
    outputs.push_back({DNNL_ARG_DST, sums, to});
    HALFTONE_CHECK(tracer.emit(std::make_unique<PrimitiveStep>(dnnl::matmul(pd), implementationName(pd.impl_info_str()),
        std::vector<Argument>{{DNNL_ARG_SRC, source, from}, {DNNL_ARG_WEIGHTS, pd.weights_desc(), packed}}, std::move(outputs))));
    HALFTONE_TRY(const Place weightSums, product.weightSums(channels, false));
    HALFTONE_TRY(const Place zero, product.inputZero());
    auto step = std::make_unique<KernelStep>("zero points", std::vector{from, zero, weightSums, product.zeros(), to}, std::vector{to},
        [=, isSigned = product.m_isSigned, hasZeros = product.m_weights.hasZeros()](std::byte *const *at) {
            const IntegerCorrection correction{taps, channels, reinterpret_cast<const std::int32_t *>(at[2]),
                reinterpret_cast<const std::int32_t *>(at[3]), zeroPointAt(at[1], isSigned)};
            correctRows(reinterpret_cast<std::int32_t *>(at[5]), at[0], isSigned, count, correction, hasZeros);
        });
    step->isMain = false;
    HALFTONE_CHECK(tracer.emit(std::move(step)));
    return LowerContext::Outcome();
}

/// Whether the product is one of rows with one constant matrix.
bool isOfRows(const LowerContext &context, const IntegerProduct &product, int a)
{
    return product.m_weights.shape.rank() == 2 && context.inputShape(a).rank() >= 2 && context.postLinks().empty()
        && !context.outputQuantization();
}

Result<LowerContext::Outcome> emitMatmul(LowerContext &context, int a, int b, int aZero, int bZero)
{
    Tracer &tracer = context.tracer();
    IntegerProduct product(context, b);
    if (!isOfRows(context, product, a))
        return context.refuse("rank");
    if (const auto why = product.prepareInput(a, aZero))
        return context.refuse(*why);
    if (const auto why = product.prepareWeights(bZero, product.m_weights.shape[1]))
        return context.refuse(*why);
    Place to;
    HALFTONE_TRY(auto outcome, emitSums(context, product, context.node().inputs[static_cast<std::size_t>(a)], context.outputShape(0), to));
    if (!outcome)
        tracer.define(context.outputValue(), DType::Int32, context.outputShape(0), to);
    return outcome;
}

/// A float left operand in 8 bits by its own range: a hidden value, and where its scale and zero point lie.
struct DynamicRows
{
    ValueId value = kNone;
    ValueId zero = kNone;
    Place scale;
};

Result<DynamicRows> emitDynamicRows(Tracer &tracer, ValueId input)
{
    HALFTONE_TRY(const Place from, tracer.plain(input));
    const Shape shape = tracer.value(input).shape;
    const std::int64_t count = shape.count();
    HALFTONE_TRY(const Place bytes, tracer.newPlace(count, nullptr));
    HALFTONE_TRY(const Place scale, tracer.newPlace(sizeof(float), nullptr));
    HALFTONE_TRY(const Place zero, tracer.newPlace(1, nullptr));
    auto step = std::make_unique<KernelStep>(
        "dynamic range, quantize", std::vector{from}, std::vector{bytes, scale, zero}, [count](std::byte *const *at) {
            quantizeDynamically(reinterpret_cast<const float *>(at[0]), at[1], count, reinterpret_cast<float *>(at[2]), at[3]);
        });
    step->isMain = false;
    HALFTONE_CHECK(tracer.emit(std::move(step)));
    return DynamicRows{tracer.hiddenValue(DType::UInt8, shape, bytes), tracer.hiddenValue(DType::UInt8, Shape{}, zero), scale};
}

Result<LowerContext::Outcome> emitScaled(LowerContext &context, const ScaledMatMulSpec &spec, const Shape &result, Place &to)
{
    Tracer &tracer = context.tracer();
    IntegerProduct product(context, spec.b);
    if (!isOfRows(context, product, spec.a) || context.outputType(0) != DType::Float || result.count() == 0)
        return context.refuse("rank or type");
    const std::int64_t channels = product.m_weights.shape[1];
    const bool isDynamic = spec.aScale < 0;
    const auto isFloats = [&](int index, bool perChannel) {
        return context.hasInput(index) && context.inputType(index) == DType::Float
            && (context.inputShape(index).count() == 1 || (perChannel && context.inputShape(index).count() == channels));
    };
    if (!isFloats(spec.bScale, true) || (!isDynamic && !isFloats(spec.aScale, false))
        || (context.hasInput(spec.bias) && (!isFloats(spec.bias, true) || context.inputShape(spec.bias).count() != channels)))
        return context.refuse("scales of rows");
    if (const auto why = product.prepareWeights(spec.bZero, channels))
        return context.refuse(*why);
    if (isDynamic && context.inputType(spec.a) != DType::Float)
        return context.refuse("type");
    if (!isDynamic) {
        if (const auto why = product.prepareInput(spec.a, spec.aZero))
            return context.refuse(*why);
    }
    const auto at = [&](int index) { return tracer.plain(context.node().inputs[static_cast<std::size_t>(index)]); };
    DynamicRows rows;
    Place aScale;
    if (isDynamic) {
        HALFTONE_TRY(rows, emitDynamicRows(tracer, context.node().inputs[static_cast<std::size_t>(spec.a)]));
        product.m_inputZero = rows.zero;
        aScale = rows.scale;
    } else {
        HALFTONE_TRY(aScale, at(spec.aScale));
    }
    HALFTONE_TRY(auto outcome,
        emitSums(context, product, isDynamic ? rows.value : context.node().inputs[static_cast<std::size_t>(spec.a)], result, to));
    if (isDynamic) {
        tracer.dropHidden(rows.value);
        tracer.dropHidden(rows.zero);
    }
    if (outcome)
        return outcome;
    const bool perChannel = context.inputShape(spec.bScale).count() > 1;
    const bool hasBias = context.hasInput(spec.bias);
    HALFTONE_TRY(const Place bScale, at(spec.bScale));
    std::vector<Place> reads{to, aScale, bScale};
    if (hasBias) {
        HALFTONE_TRY(const Place bias, at(spec.bias));
        reads.push_back(bias);
    }
    const auto step = [=, count = result.count() / channels](std::byte *const *place) {
        const auto floats = [&](int index) { return reinterpret_cast<const float *>(place[index]); };
        scaleRows(place[hasBias ? 4 : 3], count, channels, *floats(1), floats(2), perChannel, hasBias ? floats(3) : nullptr);
    };
    auto scaled = std::make_unique<KernelStep>("scales", std::move(reads), std::vector{to}, step);
    scaled->isMain = false;
    HALFTONE_CHECK(tracer.emit(std::move(scaled)));
    return outcome;
}

} // namespace

LowerContext::Outcome LowerContext::integerMatmul(int a, int b, int aZero, int bZero)
{
    return guarded(*this, [&] { return emitMatmul(*this, a, b, aZero, bZero); });
}

LowerContext::Outcome LowerContext::scaledMatmul(const ScaledMatMulSpec &spec)
{
    Place to;
    auto outcome = scaledRows(spec, outputShape(0), to);
    if (!outcome)
        m_tracer.define(outputValue(), DType::Float, outputShape(0), to);
    return outcome;
}

LowerContext::Outcome LowerContext::scaledRows(const ScaledMatMulSpec &spec, const Shape &result, Place &to)
{
    return guarded(*this, [&] { return emitScaled(*this, spec, result, to); });
}

} // namespace halftone
