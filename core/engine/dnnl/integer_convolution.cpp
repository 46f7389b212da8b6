// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/integer_product.h"
#include "core/engine/dnnl/version.h"

namespace halftone {

using namespace dnnlsupport;

namespace {

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
        if (const auto why = m_product.prepareInput(0, m_xZero))
            return m_context.refuse(*why);
        if (const auto why = m_product.prepareWeights(m_wZero, channels))
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
            packedConstant(m_tracer, m_product.m_weights.id, "weights", plainDesc(DType::Int8, weightShape), pd.weights_desc(),
                [&] { return m_product.signedElements(); }));
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

LowerContext::Outcome LowerContext::integerConvolution(const ConvolutionSpec &spec, int xZero, int wZero)
{
    return guarded(*this, [&] { return IntegerConvolution(*this, spec, xZero, wZero).run(); });
}

} // namespace halftone
