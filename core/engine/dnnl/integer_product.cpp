// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/integer_correction.h"

#include <algorithm>
#include <string_view>

namespace halftone {

namespace {

using namespace dnnlsupport;

/// The right operand of an integer product as oneDNN takes it: constant, signed, with what its zero points cost.
struct IntegerWeights
{
    ValueId id = kNone;
    DType type = DType::Int8;
    Shape shape;
    /// Less the 128 by which u8 elements are shifted; one a channel.
    std::vector<std::int32_t> zeros;

    std::int32_t shift() const { return type == DType::UInt8 ? 128 : 0; }
    bool hasZeros() const
    {
        return std::any_of(zeros.begin(), zeros.end(), [](std::int32_t zero) { return zero != 0; });
    }
};

/// Sums that saturate at 16 bits on the way, as older instructions make them, are no sums.
bool isExact(const char *implementation)
{
    const std::string_view name(implementation);
    return !isReference(implementation) && (name.find("vnni") != std::string_view::npos || name.find("amx") != std::string_view::npos);
}

class IntegerProduct
{
public:
    IntegerProduct(LowerContext &context, int weights) : m_context(context), m_tracer(context.tracer())
    {
        m_weights.id = context.node().inputs[static_cast<std::size_t>(weights)];
        m_weights.type = context.inputType(weights);
        m_weights.shape = context.inputShape(weights);
    }

    /// `channels`: of the result. Says why not.
    std::optional<std::string> prepare(int input, int inputZero, int weightZero, std::int64_t channels)
    {
        const auto is8Bit = [](DType type) { return type == DType::UInt8 || type == DType::Int8; };
        if (!is8Bit(m_context.inputType(input)) || !is8Bit(m_weights.type) || !m_tracer.value(m_weights.id).isConstant)
            return "operands";
        m_isSigned = m_context.inputType(input) == DType::Int8;
        if (inputZero >= 0 && m_context.hasInput(inputZero)) {
            if (m_context.inputShape(inputZero).count() != 1)
                return "zero points of rows";
            m_inputZero = m_context.node().inputs[static_cast<std::size_t>(inputZero)];
        }
        m_weights.zeros.assign(static_cast<std::size_t>(channels), -m_weights.shift());
        if (weightZero < 0 || !m_context.hasInput(weightZero))
            return std::nullopt;
        const auto given = m_context.constant(weightZero);
        if (!given || given->dtype() != m_weights.type || (given->count() != 1 && given->count() != channels))
            return "zero points of the weights";
        for (std::size_t i = 0; i < m_weights.zeros.size(); ++i)
            m_weights.zeros[i] += zeroPointAt(given->raw() + (given->count() == 1 ? 0 : i), m_weights.type == DType::Int8);
        return std::nullopt;
    }

    Result<Tensor> signedElements() const
    {
        HALFTONE_TRY(Tensor tensor, m_tracer.constantForPacking(m_weights.id));
        return dnnlsupport::signedElements(std::move(tensor));
    }

    /// Sums of the (shifted) weights, one a channel; elements of a channel lie `stride` apart, or together when `together`.
    Result<Place> weightSums(std::int64_t channels, bool together) const
    {
        HALFTONE_TRY(const Tensor sums, m_tracer.program().derived("isums/" + m_tracer.constantKey(m_weights.id), [&]() -> Result<Tensor> {
            HALFTONE_TRY(const Tensor elements, signedElements());
            HALFTONE_TRY(Tensor made, Tensor::allocate(DType::Int32, Shape{channels}));
            const auto from = elements.as<std::int8_t>();
            auto to = made.mutableAs<std::int32_t>();
            const std::int64_t taps = elements.count() / channels;
            for (std::int64_t i = 0; i < elements.count(); ++i)
                to[static_cast<std::size_t>(together ? i / taps : i % channels)] += from[static_cast<std::size_t>(i)];
            return made;
        }));
        return m_tracer.constantPlace(sums);
    }

    Place zeros() const
    {
        return m_tracer.constantPlace(Tensor::of<std::int32_t>(
            Shape{static_cast<std::int64_t>(m_weights.zeros.size())}, std::span<const std::int32_t>(m_weights.zeros)));
    }

    /// Where the input's zero point lies; a constant 0 when it has none.
    Result<Place> inputZero()
    {
        if (m_inputZero != kNone)
            return m_tracer.plain(m_inputZero);
        return m_tracer.constantPlace(Tensor::scalar<std::uint8_t>(0));
    }

    LowerContext &m_context;
    Tracer &m_tracer;
    IntegerWeights m_weights;
    ValueId m_inputZero = kNone;
    bool m_isSigned = false;
};

/// Products of rows with one constant matrix.
Result<LowerContext::Outcome> emitMatmul(LowerContext &context, int a, int b, int aZero, int bZero)
{
    Tracer &tracer = context.tracer();
    IntegerProduct product(context, b);
    const Shape rows = context.inputShape(a);
    const Shape result = context.outputShape(0);
    if (product.m_weights.shape.rank() != 2 || rows.rank() < 2 || !context.postLinks().empty() || context.outputQuantization())
        return context.refuse("rank");
    const std::int64_t taps = product.m_weights.shape[0];
    const std::int64_t channels = product.m_weights.shape[1];
    const std::int64_t count = rows.count() / taps;
    if (const auto why = product.prepare(a, aZero, bZero, channels))
        return context.refuse(*why);
    const Desc source = plainDesc(context.inputType(a), Shape{count, taps});
    const Desc plainWeights = plainDesc(DType::Int8, Shape{taps, channels});
    const Desc weights({taps, channels}, dataType(DType::Int8), dnnl::memory::format_tag::any);
    const Desc sums = plainDesc(DType::Int32, Shape{count, channels});
    const auto pd = matmul(source, weights, nullptr, sums, baseAttributes());
    if (!isExact(pd.impl_info_str()))
        return context.refuse("no exact implementation");
    HALFTONE_TRY(const Place from, tracer.plain(context.node().inputs[static_cast<std::size_t>(a)]));
    HALFTONE_TRY(const Place packed,
        packedConstant(tracer, "imatmul/" + tracer.constantKey(product.m_weights.id), plainWeights, pd.weights_desc(),
            [&] { return product.signedElements(); }));
    HALFTONE_TRY(const Place to, newPlaceFor(tracer, plainDesc(DType::Int32, result), result));
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
    tracer.define(context.outputValue(), DType::Int32, result, to);
    return LowerContext::Outcome();
}

/// A convolution whose input is padded with its zero point first.
class IntegerConvolution
{
public:
    IntegerConvolution(LowerContext &context, const ConvolutionSpec &spec, int xZero, int wZero)
        : m_context(context), m_tracer(context.tracer()), m_spec(spec), m_product(context, 1), m_xZero(xZero), m_wZero(wZero)
    {
    }

    Result<LowerContext::Outcome> run()
    {
        const Shape input = m_context.inputShape(0);
        const Shape result = m_context.outputShape(0);
        const int spatial = input.rank() - 2;
        if (spatial < 1 || spatial > 2 || m_spec.transposed || !m_context.postLinks().empty() || m_context.outputQuantization())
            return m_context.refuse("rank");
        const std::int64_t channels = result[1];
        if (const auto why = m_product.prepare(0, m_xZero, m_wZero, channels))
            return m_context.refuse(*why);
        const Shape &kernel = m_product.m_weights.shape;
        m_window = {input[0], m_spec.groups, kernel[1], 1, 0, 1, kernel[spatial + 1], 1, m_spec.strides.back(), 1, m_spec.dilations.back(),
            1, result[spatial + 1]};
        const auto top = spatial == 2 ? m_spec.padsBegin[0] : 0;
        if (spatial == 2) {
            m_window.kernelHeight = kernel[2];
            m_window.strideY = m_spec.strides[0];
            m_window.dilationY = m_spec.dilations[0];
            m_window.outputHeight = result[2];
        }
        // Just what the window reaches: some kernels go wrong where columns are left over.
        m_window.height = (m_window.outputHeight - 1) * m_window.strideY + (m_window.kernelHeight - 1) * m_window.dilationY + 1;
        m_window.width = (m_window.outputWidth - 1) * m_window.strideX + (m_window.kernelWidth - 1) * m_window.dilationX + 1;
        if (top < 0 || m_spec.padsBegin.back() < 0)
            return m_context.refuse("padding");
        HALFTONE_TRY(const Place zero, m_product.inputZero());
        HALFTONE_TRY(const ValueId padded, padInput(input, top, zero));
        return emit(padded, zero, result, kernel, channels);
    }

private:
    /// A value of its own with the margin.
    Result<ValueId> padInput(const Shape &input, std::int64_t top, const Place &zero)
    {
        HALFTONE_TRY(const Place from, m_tracer.plain(m_context.node().inputs[0]));
        Shape shape = input;
        shape[shape.rank() - 1] = m_window.width;
        if (shape.rank() == 4)
            shape[2] = m_window.height;
        HALFTONE_TRY(const Place to, m_tracer.newPlace(shape.count(), nullptr));
        const std::int64_t images = input[0] * input[1];
        const std::int64_t height = input.rank() == 4 ? input[2] : 1;
        const std::int64_t width = input[input.rank() - 1];
        auto step = std::make_unique<KernelStep>("pad", std::vector{from, zero}, std::vector{to},
            [=, left = m_spec.padsBegin.back(), paddedHeight = m_window.height, paddedWidth = m_window.width](
                std::byte *const *at) { padImages(at[0], at[2], images, height, width, top, left, paddedHeight, paddedWidth, *at[1]); });
        step->isMain = false;
        HALFTONE_CHECK(m_tracer.emit(std::move(step)));
        return m_tracer.hiddenValue(m_context.inputType(0), shape, to);
    }

    Result<LowerContext::Outcome> emit(ValueId padded, const Place &zero, const Shape &result, const Shape &kernel, std::int64_t channels)
    {
        const Shape shape = m_tracer.value(padded).shape;
        const Shape weightShape = groupedShape(kernel, m_spec.groups);
        const Dims none(m_spec.strides.size(), 0);
        const auto pd
            = convolution(dnnl::algorithm::convolution_direct, anyDesc(m_context.inputType(0), shape), anyDesc(DType::Int8, weightShape),
                nullptr, anyDesc(DType::Int32, result), m_spec.strides, m_spec.dilations, none, none, baseAttributes());
        if (!isExact(pd.impl_info_str()))
            return m_context.refuse("no exact implementation");
        HALFTONE_TRY(const Place plainInput, m_tracer.plain(padded));
        HALFTONE_TRY(const Place source, placeAs(m_tracer, padded, pd.src_desc()));
        HALFTONE_TRY(const Place weights,
            packedConstant(m_tracer, "iconv/" + m_tracer.constantKey(m_product.m_weights.id), plainDesc(DType::Int8, weightShape),
                pd.weights_desc(), [&] { return m_product.signedElements(); }));
        HALFTONE_TRY(const Place made, newPlaceFor(m_tracer, pd.dst_desc(), result));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, pd.dst_desc(), made});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::convolution_forward(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, pd.src_desc(), source}, {DNNL_ARG_WEIGHTS, pd.weights_desc(), weights}},
            std::move(outputs))));
        const ValueId raw = m_tracer.hiddenValue(DType::Int32, result, made);
        HALFTONE_TRY(const Place sums, m_tracer.plain(raw));
        HALFTONE_CHECK(correct(plainInput, zero, sums, kernel, channels));
        m_tracer.define(m_context.outputValue(), DType::Int32, result, sums);
        m_tracer.dropHidden(raw);
        m_tracer.dropHidden(padded);
        return LowerContext::Outcome();
    }

    Status correct(const Place &input, const Place &zero, const Place &sums, const Shape &kernel, std::int64_t channels)
    {
        HALFTONE_TRY(const Place weightSums, m_product.weightSums(channels, true));
        HALFTONE_TRY(const Place scratch,
            m_tracer.newPlace(
                m_window.batch * m_window.groups * m_window.height * m_window.width * static_cast<std::int64_t>(sizeof(std::int32_t)),
                nullptr));
        auto step = std::make_unique<KernelStep>("zero points", std::vector{input, zero, weightSums, m_product.zeros(), sums},
            std::vector{sums, scratch},
            [taps = kernel.count() / kernel[0], channels, window = m_window, isSigned = m_product.m_isSigned,
                hasZeros = m_product.m_weights.hasZeros()](std::byte *const *at) {
                const IntegerCorrection correction{taps, channels, reinterpret_cast<const std::int32_t *>(at[2]),
                    reinterpret_cast<const std::int32_t *>(at[3]), zeroPointAt(at[1], isSigned)};
                correctImages(reinterpret_cast<std::int32_t *>(at[5]), at[0], isSigned, reinterpret_cast<std::int32_t *>(at[6]), window,
                    correction, hasZeros);
            });
        step->isMain = false;
        return m_tracer.emit(std::move(step));
    }

    LowerContext &m_context;
    Tracer &m_tracer;
    const ConvolutionSpec &m_spec;
    IntegerProduct m_product;
    IntegerWindow m_window;
    int m_xZero;
    int m_wZero;
};

} // namespace

LowerContext::Outcome LowerContext::integerMatmul(int a, int b, int aZero, int bZero)
{
    return guarded(*this, [&] { return emitMatmul(*this, a, b, aZero, bZero); });
}

LowerContext::Outcome LowerContext::integerConvolution(const ConvolutionSpec &spec, int xZero, int wZero)
{
    return guarded(*this, [&] { return IntegerConvolution(*this, spec, xZero, wZero).run(); });
}

} // namespace halftone
