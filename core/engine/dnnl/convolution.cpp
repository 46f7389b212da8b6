// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/epilogue.h"

#include <algorithm>
#include <optional>

namespace halftone {

namespace {

using namespace dnnlsupport;

/// 8-bit weights as oneDNN wants them: signed, zero point 0. u8 with zero point 128 is the same thing shifted.
std::optional<std::string> checkWeights(const Quantization &weights)
{
    for (const std::int32_t zero : weights.zeroPoint)
        if (zero != (weights.dtype == DType::UInt8 ? 128 : 0))
            return "zero point of the weights";
    return std::nullopt;
}

class Convolution
{
public:
    Convolution(LowerContext &context, const ConvolutionSpec &spec)
        : m_context(context), m_tracer(context.tracer()), m_spec(spec), m_result(context.outputShape(0)), m_epilogue(context, m_result, 1)
    {
    }

    Result<LowerContext::Outcome> run()
    {
        m_integer = m_spec.input.quantization && m_spec.weights.quantization;
        if (!m_integer && (m_context.outputQuantization() || m_spec.input.value == kNone))
            return refuse("8-bit result of real operands");
        const ValueId weights = m_integer ? m_spec.weights.quantized : m_spec.weights.value;
        if (!m_tracer.value(weights).isConstant && (m_integer || m_spec.groups != 1 || m_spec.transposed))
            return refuse("weights that are no constant");
        m_weightShape = m_tracer.value(weights).shape;
        m_inputId = m_integer ? m_spec.input.quantized : m_spec.input.value;
        m_inputShape = m_tracer.value(m_inputId).shape;
        if (m_tracer.value(m_inputId).dtype != DType::Float && !m_integer)
            return refuse("type");
        if (const auto why = m_epilogue.prepare(m_integer, m_tracer.value(weights).isConstant))
            return refuse(*why);
        HALFTONE_TRY(const auto why, prepareScaling());
        if (why)
            return refuse(*why);
        return emit();
    }

private:
    LowerContext::Outcome refuse(std::string why) const { return m_context.refuse(std::move(why)); }

    Result<std::optional<std::string>> prepareScaling()
    {
        if (!m_spec.bias.isAbsent()) {
            auto bias = realVector(m_context, m_spec.bias);
            if (!bias)
                return std::optional<std::string>("bias that is no constant");
            m_bias = std::move(*bias);
        }
        if (!m_integer)
            return std::optional<std::string>();
        const Quantization &input = *m_spec.input.quantization;
        const Quantization &weights = *m_spec.weights.quantization;
        if (input.scale.size() != 1)
            return std::optional<std::string>("per-channel input");
        if (auto why = checkWeights(weights))
            return why;
        if (weights.scale.size() > 1 && weights.axis != (m_spec.transposed ? 1 : 0))
            return std::optional<std::string>("axis of the weights' scales");
        if (m_spec.transposed && weights.scale.size() > 1 && m_spec.groups > 1)
            return std::optional<std::string>("per-channel weights of a grouped transposed convolution");
        m_scaling.source = input.scale[0];
        m_scaling.sourceZero = input.zeroPoint.empty() ? 0 : input.zeroPoint[0];
        m_scaling.weights = weights.scale;
        m_scaling.destination = m_epilogue.destinationScale();
        m_scaling.destinationZero = m_epilogue.destinationZero();
        if (m_spec.bias.isAbsent() || m_spec.bias.value != kNone)
            return std::optional<std::string>();
        // An integer bias (QLinearConv) counts in units of the product of scales.
        for (std::size_t i = 0; i < m_bias.size(); ++i)
            m_bias[i] = static_cast<float>(
                static_cast<double>(m_bias[i]) * m_scaling.source * m_scaling.weights[m_scaling.weights.size() > 1 ? i : 0]);
        return std::optional<std::string>();
    }

    Shape groupedShape() const
    {
        Shape shape = dnnlsupport::groupedShape(m_weightShape, m_spec.groups);
        if (m_spec.transposed) // ONNX has I×O, oneDNN O×I
            std::swap(shape[m_spec.groups > 1 ? 1 : 0], shape[m_spec.groups > 1 ? 2 : 1]);
        return shape;
    }

    Desc plainWeights(DType type) const
    {
        const Shape shape = groupedShape();
        auto strides = shape.strides();
        if (m_spec.transposed) {
            const std::size_t o = m_spec.groups > 1 ? 1 : 0;
            const std::int64_t spatial = shape.count(static_cast<int>(o) + 2, shape.rank());
            strides[o] = spatial;
            strides[o + 1] = spatial * shape[static_cast<int>(o)];
        }
        return {dimsOf(shape), dataType(type), strides};
    }

    Result<Tensor> weightElements() const
    {
        const ValueId id = m_integer ? m_spec.weights.quantized : m_spec.weights.value;
        HALFTONE_TRY(Tensor tensor, m_tracer.constantForPacking(id));
        if (m_integer)
            return signedElements(std::move(tensor));
        const auto &factor = m_epilogue.normalizeFactor();
        if (factor.empty())
            return tensor;
        HALFTONE_TRY(Tensor scaled, Tensor::allocateUninitialized(DType::Float, tensor.shape()));
        const auto channels = static_cast<std::int64_t>(factor.size());
        const std::int64_t taps = tensor.shape().count(2, tensor.shape().rank());
        const std::int64_t perGroup = channels / m_spec.groups;
        for (std::int64_t i = 0; i < tensor.count(); ++i) {
            std::int64_t channel = i / (taps * tensor.shape()[1]);
            if (m_spec.transposed) {
                const std::int64_t inGroup = tensor.shape()[0] / m_spec.groups;
                channel = i / taps % tensor.shape()[1] + channel / inGroup * perGroup;
            }
            scaled.mutableAs<float>()[static_cast<std::size_t>(i)]
                = tensor.as<float>()[static_cast<std::size_t>(i)] * factor[static_cast<std::size_t>(channel)];
        }
        return scaled;
    }

    /// 3×3 convolutions by fewer products (Lavin and Gray, 2016): faster where a result's pixels outweigh the larger weights.
    bool suitsWinograd() const
    {
        constexpr std::int64_t kFewestChannels = 16;
        constexpr std::int64_t kFewestPixels = 300;
        const auto allOnes = [](const auto &values) { return std::all_of(values.begin(), values.end(), [](auto v) { return v == 1; }); };
        return !m_integer && !m_tracer.program().keepsNan() && m_spec.groups == 1 && m_weightShape.rank() == 4 && m_weightShape[2] == 3
            && m_weightShape[3] == 3 && m_tracer.value(m_spec.weights.value).isConstant && allOnes(m_spec.strides)
            && allOnes(m_spec.dilations) && std::min(m_weightShape[0], m_weightShape[1]) >= kFewestChannels
            && m_result[2] * m_result[3] >= kFewestPixels;
    }

    Result<LowerContext::Outcome> emit()
    {
        std::vector<Argument> inputs;
        Attributes attributes;
        if (m_integer)
            attributes.setScaling(m_scaling, m_scaling.weights.size() > 1 ? (m_spec.groups > 1 ? 3 : 1) : 0);
        if (const auto why = m_epilogue.append(attributes, inputs))
            return refuse(*why);
        // Version 2 adds before the other operations, too.
        if (m_spec.transposed && m_integer && m_epilogue.sumComesLater())
            return refuse("an addition after other operations");
        attributes.addArguments(m_tracer, inputs);
        const DType inputType = m_tracer.value(m_inputId).dtype;
        const DType weightType = m_integer ? DType::Int8 : DType::Float;
        const Desc source = anyDesc(inputType, m_inputShape);
        const Desc weights = anyDesc(weightType, groupedShape());
        const Desc result = anyDesc(m_epilogue.resultType(), m_result);
        std::vector<float> bias = m_epilogue.bias(m_bias);
        if (m_integer)
            bias = biasInUnits(bias, m_scaling);
        const Desc biasDesc = plainDesc(DType::Float, Shape{m_result[1]});
        const Desc *biasArgument = bias.empty() ? nullptr : &biasDesc;
        if (!bias.empty() && static_cast<std::int64_t>(bias.size()) != m_result[1])
            return refuse("length of the bias");
        if (m_spec.transposed) {
            const auto pd = deconvolution(source, weights, biasArgument, result, m_spec.strides, m_spec.dilations, m_spec.padsBegin,
                m_spec.padsEnd, attributes.finish());
            return emitWith<dnnl::deconvolution_forward>(pd, std::move(inputs), bias);
        }
        const auto describe = [&](dnnl::algorithm algorithm) {
            return convolution(algorithm, source, weights, biasArgument, result, m_spec.strides, m_spec.dilations, m_spec.padsBegin,
                m_spec.padsEnd, attributes.finish());
        };
        std::optional<dnnl::convolution_forward::primitive_desc> pd;
        try {
            if (suitsWinograd()) {
                pd = describe(dnnl::algorithm::convolution_winograd);
                m_isWinograd = true;
            }
        } catch (const dnnl::error &) {
            // Not with these post-operations, not on this processor, or a version without it.
        }
        if (!pd)
            pd = describe(dnnl::algorithm::convolution_direct);
        return emitWith<dnnl::convolution_forward>(*pd, std::move(inputs), bias);
    }

    template <typename Primitive>
    Result<LowerContext::Outcome> emitWith(
        const typename Primitive::primitive_desc &pd, std::vector<Argument> inputs, const std::vector<float> &bias)
    {
        if (isReference(pd.impl_info_str()) && (m_integer || !m_context.postLinks().empty()))
            return refuse("only a reference implementation");
        HALFTONE_TRY(const Place source, placeAs(m_tracer, m_inputId, pd.src_desc()));
        inputs.push_back({DNNL_ARG_SRC, pd.src_desc(), source});
        const ValueId weightId = m_integer ? m_spec.weights.quantized : m_spec.weights.value;
        Place weights;
        if (m_tracer.value(weightId).isConstant) {
            HALFTONE_TRY(weights,
                packedConstant(m_tracer, weightId, "weights" + m_epilogue.key(), plainWeights(m_integer ? DType::Int8 : DType::Float),
                    pd.weights_desc(), [this] { return weightElements(); }));
        } else {
            HALFTONE_TRY(weights, placeAs(m_tracer, weightId, pd.weights_desc()));
        }
        inputs.push_back({DNNL_ARG_WEIGHTS, pd.weights_desc(), weights});
        if (!bias.empty())
            inputs.push_back({DNNL_ARG_BIAS, pd.bias_desc(),
                m_tracer.constantPlace(Tensor::of<float>(Shape{static_cast<std::int64_t>(bias.size())}, std::span<const float>(bias)))});
        HALFTONE_TRY(const Place result, m_epilogue.resultPlace(pd.dst_desc()));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, pd.dst_desc(), result});
        auto step
            = std::make_unique<PrimitiveStep>(Primitive(pd), implementationName(pd.impl_info_str()), std::move(inputs), std::move(outputs));
        // The transformations before and after the products make NaN of infinities, and spread it.
        step->hidesNan = m_epilogue.hidesNan() || m_isWinograd;
        HALFTONE_CHECK(m_tracer.emit(std::move(step)));
        m_tracer.define(m_context.outputValue(), m_epilogue.resultType(), m_result, result);
        return LowerContext::Outcome();
    }

    LowerContext &m_context;
    Tracer &m_tracer;
    const ConvolutionSpec &m_spec;
    Shape m_result;
    Shape m_inputShape;
    Shape m_weightShape;
    ValueId m_inputId = kNone;
    Epilogue m_epilogue;
    IntegerScaling m_scaling;
    std::vector<float> m_bias;
    bool m_integer = false;
    bool m_isWinograd = false;
};

} // namespace

LowerContext::Outcome LowerContext::convolution(const ConvolutionSpec &spec)
{
    const Outcome outcome = guarded(*this, [&] { return Convolution(*this, spec).run(); });
    if (!outcome || m_outputQuantization || !spec.input.quantization || spec.input.value == kNone || spec.weights.value == kNone)
        return outcome;
    // What has no 8-bit primitive: real numbers, as the DequantizeLinear say.
    ConvolutionSpec real = spec;
    real.input.quantization.reset();
    return guarded(*this, [&] { return Convolution(*this, real).run(); });
}

} // namespace halftone
