// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/version.h"

#include "core/engine/dnnl/support.h"

#include <algorithm>
#include <string_view>

namespace halftone::dnnlsupport {

void describeBlocks(const Desc &desc, Layout &layout)
{
    const auto &blocks = desc.data.format_desc.blocking;
    layout.strides.assign(blocks.strides, blocks.strides + desc.data.ndims);
    if (blocks.inner_nblks == 1) {
        layout.blockAxis = static_cast<int>(blocks.inner_idxs[0]);
        layout.block = blocks.inner_blks[0];
    }
}

Desc withDataType(const Desc &desc, dnnl::memory::data_type type)
{
    Desc result = desc;
    result.data.data_type = static_cast<dnnl_data_type_t>(type);
    return result;
}

std::string keyOf(const Desc &desc) { return {reinterpret_cast<const char *>(&desc.data), sizeof desc.data}; }

std::optional<std::pair<Desc, std::int64_t>> partOf(const Desc &desc, const Shape &shape, const std::vector<std::int64_t> &starts)
{
    Desc part = desc.submemory_desc(dimsOf(shape), starts, true);
    if (part.data.ndims == 0)
        return std::nullopt;
    for (int axis = 0; axis < part.data.ndims; ++axis)
        if (part.data.padded_dims[axis] != part.data.dims[axis])
            return std::nullopt;
    const std::int64_t offset = part.data.offset0;
    part.data.offset0 = 0;
    return std::pair(part, offset);
}

Attributes::Attributes() : m_attributes(baseAttributes()) { }

void Attributes::setScaling(const IntegerScaling &scaling, int)
{
    std::vector<float> scales;
    scales.reserve(scaling.weights.size());
    for (const float weight : scaling.weights)
        scales.push_back(static_cast<float>(static_cast<double>(scaling.source) * weight / scaling.destination));
    m_attributes.set_output_scales(scales.size() > 1 ? 1 << scaling.channelAxis : 0, scales);
    if (scaling.sourceZero)
        m_attributes.set_zero_points(DNNL_ARG_SRC, 0, {scaling.sourceZero});
    if (scaling.weightsZero)
        m_attributes.set_zero_points(DNNL_ARG_WEIGHTS, 0, {scaling.weightsZero});
    if (scaling.destinationZero)
        m_attributes.set_zero_points(DNNL_ARG_DST, 0, {scaling.destinationZero});
}

void Attributes::appendActivation(const Activation &activation, float scale)
{
    dnnl::algorithm algorithm{};
    float alpha = 0;
    float beta = 0;
    activationAlgorithm(activation, algorithm, alpha, beta);
    m_postOps.append_eltwise(scale, algorithm, alpha, beta);
    ++m_count;
}

void Attributes::appendSum()
{
    m_postOps.append_sum(1);
    ++m_count;
}

void Attributes::appendBinary(BinaryKind kind, const Desc &other)
{
    m_postOps.append_binary(binaryAlgorithm(kind), other);
    ++m_count;
}

dnnl::primitive_attr Attributes::finish()
{
    m_attributes.set_post_ops(m_postOps);
    return m_attributes;
}

std::vector<float> biasInUnits(const std::vector<float> &bias, const IntegerScaling &scaling)
{
    std::vector<float> result(bias.size());
    for (std::size_t i = 0; i < bias.size(); ++i) {
        const double weight = scaling.weights.size() > 1 ? scaling.weights[i] : scaling.weights[0];
        result[i] = static_cast<float>(bias[i] / (static_cast<double>(scaling.source) * weight));
    }
    return result;
}

bool activationAlgorithm(const Activation &activation, dnnl::algorithm &algorithm, float &alpha, float &beta)
{
    using Kind = Activation::Kind;
    alpha = activation.alpha;
    beta = activation.beta;
    switch (activation.kind) {
    case Kind::Relu:
        algorithm = dnnl::algorithm::eltwise_relu;
        return true;
    case Kind::Clip:
        algorithm = dnnl::algorithm::eltwise_clip;
        return true;
    case Kind::Sigmoid:
        algorithm = dnnl::algorithm::eltwise_logistic;
        return true;
    case Kind::Silu:
        algorithm = dnnl::algorithm::eltwise_swish;
        return true;
    case Kind::GeluErf:
        algorithm = dnnl::algorithm::eltwise_gelu_erf;
        return true;
    case Kind::GeluTanh:
        algorithm = dnnl::algorithm::eltwise_gelu_tanh;
        return true;
    case Kind::HardSwish:
        algorithm = dnnl::algorithm::eltwise_hardswish;
        return true;
    case Kind::Tanh:
        algorithm = dnnl::algorithm::eltwise_tanh;
        return true;
    case Kind::Elu:
        algorithm = dnnl::algorithm::eltwise_elu;
        return true;
    case Kind::Exp:
        algorithm = dnnl::algorithm::eltwise_exp;
        return true;
    case Kind::Log:
        algorithm = dnnl::algorithm::eltwise_log;
        return true;
    case Kind::Sqrt:
        algorithm = dnnl::algorithm::eltwise_sqrt;
        return true;
    case Kind::Abs:
        algorithm = dnnl::algorithm::eltwise_abs;
        return true;
    case Kind::Square:
        algorithm = dnnl::algorithm::eltwise_square;
        return true;
    case Kind::Linear:
        algorithm = dnnl::algorithm::eltwise_linear;
        return true;
    case Kind::Round:
        algorithm = dnnl::algorithm::eltwise_round;
        return true;
    case Kind::Softplus:
        algorithm = dnnl::algorithm::eltwise_soft_relu;
        return true;
    case Kind::Mish:
        algorithm = dnnl::algorithm::eltwise_mish;
        return true;
    case Kind::Pow:
        algorithm = dnnl::algorithm::eltwise_pow;
        return true;
    case Kind::HardSigmoid:
    case Kind::None:
        return false;
    }
    return false;
}

dnnl::algorithm binaryAlgorithm(BinaryKind kind)
{
    switch (kind) {
    case BinaryKind::Add:
        return dnnl::algorithm::binary_add;
    case BinaryKind::Sub:
        return dnnl::algorithm::binary_sub;
    case BinaryKind::Mul:
        return dnnl::algorithm::binary_mul;
    case BinaryKind::Div:
        return dnnl::algorithm::binary_div;
    case BinaryKind::Min:
        return dnnl::algorithm::binary_min;
    case BinaryKind::Max:
        return dnnl::algorithm::binary_max;
    }
    return dnnl::algorithm::undef;
}

namespace {
constexpr auto kInference = dnnl::prop_kind::forward_inference;

/// oneDNN counts the gaps between taps.
Dims gaps(const Dims &dilations)
{
    Dims result = dilations;
    for (auto &gap : result)
        --gap;
    return result;
}
} // namespace

namespace {

using ConvolutionPd = dnnl::convolution_forward::primitive_desc;

bool isNamed(const ConvolutionPd &pd, std::string_view beginning, std::string_view part)
{
    const std::string_view name = pd.impl_info_str();
    return name.substr(0, beginning.size()) == beginning && name.find(part) != std::string_view::npos;
}

/// oneDNN 2 offers its batch-reduce kernels first; with VNNI its older 8-bit kernels are 2–4 % faster (measured on Zen 4, all
/// layers of ResNet-50, MobileNetV2 and YOLOv8n), 10–20 % for depthwise convolutions of stride 1 and for small images of 80 channels.
void preferFasterInteger(ConvolutionPd &pd, ConvolutionPd &&other, std::int64_t channels, const Dims &strides)
{
    constexpr std::string_view kVnni = "avx512_core_vnni";
    const bool isDense = std::all_of(strides.begin(), strides.end(), [](auto stride) { return stride == 1; });
    const bool suits = isNamed(pd, "brgconv_1x1", kVnni) || (isNamed(pd, "brgconv", kVnni) && channels % 16 == 0)
        || (isNamed(pd, "brdgmm_dw", kVnni) && isDense);
    if (suits && other.next_impl() && isNamed(other, "jit_int8", kVnni))
        pd = std::move(other);
}

} // namespace

dnnl::convolution_forward::primitive_desc convolution(dnnl::algorithm algorithm, const Desc &source, const Desc &weights, const Desc *bias,
    const Desc &result, const Dims &strides, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd,
    const dnnl::primitive_attr &attributes)
{
    const auto desc = bias
        ? dnnl::convolution_forward::desc(
            kInference, algorithm, source, weights, *bias, result, strides, gaps(dilations), padsBegin, padsEnd)
        : dnnl::convolution_forward::desc(kInference, algorithm, source, weights, result, strides, gaps(dilations), padsBegin, padsEnd);
    ConvolutionPd first(desc, attributes, cpu());
    if (source.data.data_type != dnnl_f32)
        preferFasterInteger(first, ConvolutionPd(desc, attributes, cpu()), result.data.dims[1], strides);
    if (algorithm != dnnl::algorithm::convolution_winograd)
        return first;
    ConvolutionPd other(desc, attributes, cpu());
    do {
        if (isNamed(other, "jit", "wino_2x3"))
            return other;
    } while (other.next_impl());
    return first;
}

dnnl::deconvolution_forward::primitive_desc deconvolution(const Desc &source, const Desc &weights, const Desc *bias, const Desc &result,
    const Dims &strides, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd, const dnnl::primitive_attr &attributes)
{
    const auto algorithm = dnnl::algorithm::deconvolution_direct;
    const auto desc = bias
        ? dnnl::deconvolution_forward::desc(
            kInference, algorithm, source, weights, *bias, result, strides, gaps(dilations), padsBegin, padsEnd)
        : dnnl::deconvolution_forward::desc(kInference, algorithm, source, weights, result, strides, gaps(dilations), padsBegin, padsEnd);
    return {desc, attributes, cpu()};
}

dnnl::matmul::primitive_desc matmul(
    const Desc &a, const Desc &b, const Desc *bias, const Desc &result, const dnnl::primitive_attr &attributes)
{
    const auto desc = bias ? dnnl::matmul::desc(a, b, *bias, result) : dnnl::matmul::desc(a, b, result);
    return {desc, attributes, cpu()};
}

dnnl::pooling_v2_forward::primitive_desc pooling(dnnl::algorithm algorithm, const Desc &source, const Desc &result, const Dims &strides,
    const Dims &kernel, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd, const dnnl::primitive_attr &attributes)
{
    return {dnnl::pooling_v2_forward::desc(kInference, algorithm, source, result, strides, kernel, gaps(dilations), padsBegin, padsEnd),
        attributes, cpu()};
}

dnnl::eltwise_forward::primitive_desc eltwise(
    dnnl::algorithm algorithm, const Desc &desc, float alpha, float beta, const dnnl::primitive_attr &attributes)
{
    return {dnnl::eltwise_forward::desc(kInference, algorithm, desc, alpha, beta), attributes, cpu()};
}

dnnl::binary::primitive_desc binary(
    dnnl::algorithm algorithm, const Desc &a, const Desc &b, const Desc &result, const dnnl::primitive_attr &attributes)
{
    return {dnnl::binary::desc(algorithm, a, b, result), attributes, cpu()};
}

dnnl::softmax_v2_forward::primitive_desc softmax(bool logarithm, const Desc &desc, int axis, const dnnl::primitive_attr &attributes)
{
    return {dnnl::softmax_v2_forward::desc(
                kInference, logarithm ? dnnl::algorithm::softmax_log : dnnl::algorithm::softmax_accurate, desc, desc, axis),
        attributes, cpu()};
}

dnnl::layer_normalization_forward::primitive_desc layerNormalization(
    const Desc &desc, float epsilon, bool withScale, bool withBias, const dnnl::primitive_attr &attributes)
{
    auto flags = dnnl::normalization_flags::none;
    if (withScale)
        flags |= dnnl::normalization_flags::use_scale;
    if (withBias)
        flags |= dnnl::normalization_flags::use_shift;
    return {dnnl::layer_normalization_forward::desc(kInference, desc, epsilon, flags), attributes, cpu()};
}

dnnl::batch_normalization_forward::primitive_desc batchNormalization(
    const Desc &desc, float epsilon, const dnnl::primitive_attr &attributes)
{
    const auto flags
        = dnnl::normalization_flags::use_global_stats | dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift;
    return {dnnl::batch_normalization_forward::desc(kInference, desc, epsilon, flags), attributes, cpu()};
}

dnnl::lstm_forward::primitive_desc lstm(RecurrentSpec::Direction direction, const Desc &source, const Desc &state, const Desc &weights,
    const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes)
{
    using Direction = RecurrentSpec::Direction;
    const auto way = direction == Direction::Forward ? dnnl::rnn_direction::unidirectional_left2right
        : direction == Direction::Reverse            ? dnnl::rnn_direction::unidirectional_right2left
                                                     : dnnl::rnn_direction::bidirectional_concat;
    return {
        dnnl::lstm_forward::desc(kInference, way, source, state, state, weights, recurrence, bias, layer, state, state), attributes, cpu()};
}

dnnl::resampling_forward::primitive_desc resampling(
    bool linear, const Desc &source, const Desc &result, const dnnl::primitive_attr &attributes)
{
    const auto algorithm = linear ? dnnl::algorithm::resampling_linear : dnnl::algorithm::resampling_nearest;
    return {dnnl::resampling_forward::desc(kInference, algorithm, source, result), attributes, cpu()};
}

dnnl::reduction::primitive_desc reduction(
    dnnl::algorithm algorithm, const Desc &source, const Desc &result, const dnnl::primitive_attr &attributes)
{
    return {dnnl::reduction::desc(algorithm, source, result, 0, 0), attributes, cpu()};
}

dnnl::concat::primitive_desc concatenation(
    const std::vector<Desc> &sources, int axis, const Desc *result, const dnnl::primitive_attr &attributes)
{
    if (result)
        return {*result, axis, sources, cpu(), attributes};
    return {axis, sources, cpu(), attributes};
}

} // namespace halftone::dnnlsupport
