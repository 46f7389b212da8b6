// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/version.h"

#include "core/engine/dnnl/support.h"
#include "core/engine/primitive_library.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <numeric>
#include <string_view>

namespace halftone::dnnlsupport {

namespace {
constexpr auto kInference = dnnl::prop_kind::forward_inference;

/// A primitive made of `arguments`: version 2 collects them in a description of the operation first.
template <typename Primitive, typename... Arguments>
typename Primitive::primitive_desc describe(const dnnl::primitive_attr &attributes, const Arguments &...arguments)
{
#if DNNL_VERSION_MAJOR < 3
    return {typename Primitive::desc(arguments...), attributes, cpu()};
#else
    return {cpu(), arguments..., attributes};
#endif
}

/// The same for what works in place or not: version 2 takes the source's description for the result too.
template <typename Primitive, typename... Arguments>
typename Primitive::primitive_desc describeSame(
    const dnnl::primitive_attr &attributes, dnnl::algorithm algorithm, const Desc &desc, const Arguments &...arguments)
{
#if DNNL_VERSION_MAJOR < 3
    return describe<Primitive>(attributes, kInference, algorithm, desc, arguments...);
#else
    return describe<Primitive>(attributes, kInference, algorithm, desc, desc, arguments...);
#endif
}

template <typename Primitive>
typename Primitive::primitive_desc describeNormalization(
    const dnnl::primitive_attr &attributes, const Desc &desc, float epsilon, dnnl::normalization_flags flags)
{
#if DNNL_VERSION_MAJOR < 3
    return describe<Primitive>(attributes, kInference, desc, epsilon, flags);
#else
    return describe<Primitive>(attributes, kInference, desc, desc, epsilon, flags);
#endif
}

dnnl::rnn_direction rnnDirection(RecurrentSpec::Direction direction)
{
    using Direction = RecurrentSpec::Direction;
    return direction == Direction::Forward ? dnnl::rnn_direction::unidirectional_left2right
        : direction == Direction::Reverse  ? dnnl::rnn_direction::unidirectional_right2left
                                           : dnnl::rnn_direction::bidirectional_concat;
}

/// oneDNN counts the gaps between taps.
Dims gaps(const Dims &dilations)
{
    Dims result = dilations;
    for (auto &gap : result)
        --gap;
    return result;
}

/// Held while a convolution is described: oneDNN 2 keeps how many input channels its batch-reduce kernels take at once (4 of 8 bits,
/// 1 float) in one variable for all threads, so that a float convolution described beside an 8-bit one reads past its weights.
std::unique_lock<std::mutex> describeAlone()
{
#if DNNL_VERSION_MAJOR < 3
    static std::mutex mutex;
    return std::unique_lock(mutex);
#else
    return {};
#endif
}

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

bool appendsBinary(const dnnl::primitive_attr &attributes)
{
    const dnnl::post_ops operations = attributes.get_post_ops();
    for (int i = 0; i < operations.len(); ++i)
        if (operations.kind(i) == dnnl::primitive::kind::binary)
            return true;
    return false;
}

/// What oneDNN 2.6.3 does wrong (found by core/engine/sweep):
/// - `jit_1x1:avx512_core_amx_int8` reads past its source, and with 33 to 47 places writes past its result, where an image has fewer than
///   49 places and there are 64 input channels or more (clean from 49 places on). The next implementation is as fast for images this small.
/// - `jit:avx512_core_amx_int8` returns wrong sums over three axes, with kernels of depth 2.
/// - `jit_uni_int8` (AVX2, AVX2 with VNNI, SSE4.1) reads operands of channels, and what corrects s8 sources, wrongly in depthwise
///   convolutions whose channels do not fill its vectors.
bool isUnsound(const ConvolutionPd &pd, const Desc &source, const Desc &weights, const Desc &result, const dnnl::primitive_attr &attributes)
{
    if (DNNL_VERSION_MAJOR >= 3)
        return false;
    constexpr std::int64_t kFewestPlaces = 64;
    constexpr std::int64_t kLanes = 8;
    const Dims dims = dimsOf(result);
    const Dims kernel = dimsOf(weights);
    const std::int64_t places = std::accumulate(dims.begin() + 2, dims.end(), std::int64_t(1), std::multiplies<>());
    if (isNamed(pd, "jit_1x1", "avx512_core_amx_int8"))
        return places < kFewestPlaces;
    if (isNamed(pd, "jit", "avx512_core_amx_int8"))
        return dims.size() == 5;
    const bool isDepthwise = kernel.size() > dims.size() && kernel[0] == dims[1] && kernel[1] == 1 && kernel[2] == 1;
    return isNamed(pd, "jit_uni_int8", ":") && isDepthwise && dims[1] % kLanes != 0
        && (appendsBinary(attributes) || typeOf(source) == dnnl::memory::data_type::s8);
}

/// The first implementation from `pd` on that is right; throws when there is none.
void skipUnsound(ConvolutionPd &pd, const Desc &source, const Desc &weights, const Desc &result, const dnnl::primitive_attr &attributes)
{
    while (isUnsound(pd, source, weights, result, attributes))
        if (!pd.next_impl())
            throw dnnl::error(dnnl_unimplemented, "no implementation without faults");
}

} // namespace

dnnl::convolution_forward::primitive_desc convolution(dnnl::algorithm algorithm, const Desc &source, const Desc &weights, const Desc *bias,
    const Desc &result, const Dims &strides, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd,
    const dnnl::primitive_attr &attributes)
{
    using Primitive = dnnl::convolution_forward;
    const auto alone = describeAlone();
    const Dims between = gaps(dilations);
#if DNNL_VERSION_MAJOR < 3
    // next_impl() reads the operation's description, so it outlives what is made of it.
    const auto operation = bias
        ? Primitive::desc(kInference, algorithm, source, weights, *bias, result, strides, between, padsBegin, padsEnd)
        : Primitive::desc(kInference, algorithm, source, weights, result, strides, between, padsBegin, padsEnd);
    const auto make = [&] { return ConvolutionPd(operation, attributes, cpu()); };
#else
    const auto make = [&] {
        return bias
            ? describe<Primitive>(attributes, kInference, algorithm, source, weights, *bias, result, strides, between, padsBegin, padsEnd)
            : describe<Primitive>(attributes, kInference, algorithm, source, weights, result, strides, between, padsBegin, padsEnd);
    };
#endif
    ConvolutionPd first = make();
    skipUnsound(first, source, weights, result, attributes);
    if (DNNL_VERSION_MAJOR < 3 && typeOf(source) != dnnl::memory::data_type::f32)
        preferFasterInteger(first, make(), dimsOf(result)[1], strides);
    if (algorithm != dnnl::algorithm::convolution_winograd)
        return first;
    ConvolutionPd other = make();
    do {
        if (isNamed(other, "jit", "wino_2x3"))
            return other;
    } while (other.next_impl());
    return first;
}

dnnl::deconvolution_forward::primitive_desc deconvolution(const Desc &source, const Desc &weights, const Desc *bias, const Desc &result,
    const Dims &strides, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd, const dnnl::primitive_attr &attributes)
{
    using Primitive = dnnl::deconvolution_forward;
    const auto algorithm = dnnl::algorithm::deconvolution_direct;
    const auto alone = describeAlone();
    const Dims between = gaps(dilations);
    if (bias)
        return describe<Primitive>(attributes, kInference, algorithm, source, weights, *bias, result, strides, between, padsBegin, padsEnd);
    return describe<Primitive>(attributes, kInference, algorithm, source, weights, result, strides, between, padsBegin, padsEnd);
}

dnnl::matmul::primitive_desc matmul(
    const Desc &a, const Desc &b, const Desc *bias, const Desc &result, const dnnl::primitive_attr &attributes)
{
    return bias ? describe<dnnl::matmul>(attributes, a, b, *bias, result) : describe<dnnl::matmul>(attributes, a, b, result);
}

PoolingForward::primitive_desc pooling(dnnl::algorithm algorithm, const Desc &source, const Desc &result, const Dims &strides,
    const Dims &kernel, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd, const dnnl::primitive_attr &attributes)
{
    return describe<PoolingForward>(
        attributes, kInference, algorithm, source, result, strides, kernel, gaps(dilations), padsBegin, padsEnd);
}

dnnl::eltwise_forward::primitive_desc eltwise(
    dnnl::algorithm algorithm, const Desc &desc, float alpha, float beta, const dnnl::primitive_attr &attributes)
{
    return describeSame<dnnl::eltwise_forward>(attributes, algorithm, desc, alpha, beta);
}

dnnl::binary::primitive_desc binary(
    dnnl::algorithm algorithm, const Desc &a, const Desc &b, const Desc &result, const dnnl::primitive_attr &attributes)
{
    return describe<dnnl::binary>(attributes, algorithm, a, b, result);
}

SoftmaxForward::primitive_desc softmax(bool logarithm, const Desc &desc, int axis, const dnnl::primitive_attr &attributes)
{
    const auto algorithm = logarithm ? dnnl::algorithm::softmax_log : dnnl::algorithm::softmax_accurate;
    return describe<SoftmaxForward>(attributes, kInference, algorithm, desc, desc, axis);
}

dnnl::layer_normalization_forward::primitive_desc layerNormalization(
    const Desc &desc, float epsilon, bool withScale, bool withBias, const dnnl::primitive_attr &attributes)
{
    auto flags = dnnl::normalization_flags::none;
    if (withScale)
        flags |= dnnl::normalization_flags::use_scale;
    if (withBias)
        flags |= dnnl::normalization_flags::use_shift;
    return describeNormalization<dnnl::layer_normalization_forward>(attributes, desc, epsilon, flags);
}

dnnl::batch_normalization_forward::primitive_desc batchNormalization(
    const Desc &desc, float epsilon, const dnnl::primitive_attr &attributes)
{
    const auto flags
        = dnnl::normalization_flags::use_global_stats | dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift;
    return describeNormalization<dnnl::batch_normalization_forward>(attributes, desc, epsilon, flags);
}

dnnl::lstm_forward::primitive_desc lstm(RecurrentSpec::Direction direction, const Desc &source, const Desc &state, const Desc &weights,
    const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes)
{
    return describe<dnnl::lstm_forward>(
        attributes, kInference, rnnDirection(direction), source, state, state, weights, recurrence, bias, layer, state, state);
}

dnnl::gru_forward::primitive_desc gru(RecurrentSpec::Direction direction, const Desc &source, const Desc &state, const Desc &weights,
    const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes)
{
    return describe<dnnl::gru_forward>(
        attributes, kInference, rnnDirection(direction), source, state, weights, recurrence, bias, layer, state);
}

dnnl::lbr_gru_forward::primitive_desc gruLinearBeforeReset(RecurrentSpec::Direction direction, const Desc &source, const Desc &state,
    const Desc &weights, const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes)
{
    return describe<dnnl::lbr_gru_forward>(
        attributes, kInference, rnnDirection(direction), source, state, weights, recurrence, bias, layer, state);
}

dnnl::resampling_forward::primitive_desc resampling(
    bool linear, const Desc &source, const Desc &result, const dnnl::primitive_attr &attributes)
{
    const auto algorithm = linear ? dnnl::algorithm::resampling_linear : dnnl::algorithm::resampling_nearest;
    return describe<dnnl::resampling_forward>(attributes, kInference, algorithm, source, result);
}

dnnl::reduction::primitive_desc reduction(
    dnnl::algorithm algorithm, const Desc &source, const Desc &result, const dnnl::primitive_attr &attributes)
{
    return describe<dnnl::reduction>(attributes, algorithm, source, result, 0.0F, 0.0F);
}

dnnl::concat::primitive_desc concatenation(
    const std::vector<Desc> &sources, int axis, const Desc *result, const dnnl::primitive_attr &attributes)
{
#if DNNL_VERSION_MAJOR < 3
    if (result)
        return {*result, axis, sources, cpu(), attributes};
    return {axis, sources, cpu(), attributes};
#else
    if (result)
        return {cpu(), *result, axis, sources, attributes};
    return {cpu(), axis, sources, attributes};
#endif
}

} // namespace halftone::dnnlsupport

namespace halftone {

std::string primitiveLibraryVersion()
{
    const dnnl_version_t &version = *dnnl_version();
    return std::to_string(version.major) + '.' + std::to_string(version.minor) + '.' + std::to_string(version.patch);
}

std::string primitiveInstructionSet()
{
    // Of both versions; they number the sets alike.
    constexpr std::pair<int, const char *> kNames[] = {{0x1, "SSE41"}, {0x3, "AVX"}, {0x7, "AVX2"}, {0x407, "AVX2_VNNI"},
        {0xC07, "AVX2_VNNI_2"}, {0x27, "AVX512_CORE"}, {0x67, "AVX512_CORE_VNNI"}, {0xE7, "AVX512_CORE_BF16"}, {0x3E7, "AVX512_CORE_AMX"},
        {0x1EF, "AVX512_CORE_FP16"}, {0xFEF, "AVX512_CORE_AMX"}, {0x1FEF, "AVX512_CORE_AMX_FP16"}};
    const int effective = static_cast<int>(dnnl_get_effective_cpu_isa());
    const auto *const found = std::find_if(std::begin(kNames), std::end(kNames), [=](const auto &each) { return each.first == effective; });
    return found != std::end(kNames) ? found->second : "set " + std::to_string(effective);
}

bool addsProductsExactly()
{
    static const bool adds = [] {
        const std::string set = primitiveInstructionSet();
        constexpr const char *kExact[] = {"VNNI", "BF16", "FP16", "AMX"};
        return std::any_of(std::begin(kExact), std::end(kExact), [&](const char *word) { return set.find(word) != std::string::npos; });
    }();
    return adds;
}

} // namespace halftone
