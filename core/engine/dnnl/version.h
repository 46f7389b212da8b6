// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/layout.h"
#include "core/engine/primitives.h"

#include <oneapi/dnnl/dnnl.hpp>

#include <optional>
#include <string>
#include <vector>

namespace halftone {

class Tracer;

namespace errc {
/// %1 what oneDNN says.
inline constexpr ErrorCode kPrimitiveFailed{"engine.primitive-failed"};
} // namespace errc

/// Everything that oneDNN 2 and 3 spell differently; only version*.cpp know which one it is.
namespace dnnlsupport {

using Desc = dnnl::memory::desc;
using Dims = dnnl::memory::dims;

#if DNNL_VERSION_MAJOR < 3
using PoolingForward = dnnl::pooling_v2_forward;
using SoftmaxForward = dnnl::softmax_v2_forward;
#else
using PoolingForward = dnnl::pooling_forward;
using SoftmaxForward = dnnl::softmax_forward;
#endif

struct Argument;

dnnl::memory::data_type typeOf(const Desc &desc);
Dims dimsOf(const Desc &desc);
/// Strides and blocks of a description.
void describeBlocks(const Desc &desc, Layout &layout);
Desc withDataType(const Desc &desc, dnnl::memory::data_type type);
/// Everything that tells one description from another, as a key.
std::string keyOf(const Desc &desc);
/// The part of a blocked tensor that begins at `starts`, with its distance in elements; nothing when blocks would be cut.
std::optional<std::pair<Desc, std::int64_t>> partOf(const Desc &desc, const Shape &shape, const std::vector<std::int64_t> &starts);

/// Scales and zero points of an 8-bit primitive. real = (q − zeroPoint) · scale.
struct IntegerScaling
{
    float source = 1;
    std::int32_t sourceZero = 0;
    /// One, or one per output channel.
    std::vector<float> weights;
    std::int32_t weightsZero = 0;
    /// Of the result; 1 and 0 when it is real.
    float destination = 1;
    std::int32_t destinationZero = 0;
    /// Weight scales belong to this axis of the result.
    int channelAxis = 1;
};

/// Attributes with scaling and post-operations in the order the version wants them.
class Attributes
{
public:
    Attributes();
    /// One factor, or one per channel, takes the sums to the unit of the result: post-operations count in it in both versions.
    /// `weightsMask`: axes of the weights that several scales belong to (version 3).
    void setScaling(const IntegerScaling &scaling, int weightsMask);
    void appendActivation(const Eltwise &activation);
    void appendSum();
    void appendBinary(BinaryKind kind, const Desc &other);
    int postOperations() const { return m_count; }
    dnnl::primitive_attr finish();

    /// Adds what version 3 takes as arguments of the primitive: scales and zero points.
    void addArguments(Tracer &tracer, std::vector<Argument> &inputs) const;

private:
    dnnl::primitive_attr m_attributes;
    dnnl::post_ops m_postOps;
    int m_count = 0;
    std::vector<std::pair<int, std::vector<float>>> m_scaleArguments;
    std::vector<std::pair<int, std::int32_t>> m_zeroPointArguments;
};

/// Bias in the unit its version adds it in: before (2) or after (3) the sums are scaled to the result's unit.
std::vector<float> biasInUnits(const std::vector<float> &bias, const IntegerScaling &scaling);

/// True when the primitive computes the activation; sets algorithm and parameters.
bool activationAlgorithm(const Eltwise &activation, dnnl::algorithm &algorithm, float &alpha, float &beta);
dnnl::algorithm binaryAlgorithm(BinaryKind kind);

/// With algorithm convolution_winograd: oneDNN's more precise variant of it, F(2×2, 3×3), where it has both.
dnnl::convolution_forward::primitive_desc convolution(dnnl::algorithm algorithm, const Desc &source, const Desc &weights, const Desc *bias,
    const Desc &result, const Dims &strides, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd,
    const dnnl::primitive_attr &attributes);
dnnl::deconvolution_forward::primitive_desc deconvolution(const Desc &source, const Desc &weights, const Desc *bias, const Desc &result,
    const Dims &strides, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd, const dnnl::primitive_attr &attributes);
dnnl::matmul::primitive_desc matmul(
    const Desc &a, const Desc &b, const Desc *bias, const Desc &result, const dnnl::primitive_attr &attributes);
PoolingForward::primitive_desc pooling(dnnl::algorithm algorithm, const Desc &source, const Desc &result, const Dims &strides,
    const Dims &kernel, const Dims &dilations, const Dims &padsBegin, const Dims &padsEnd, const dnnl::primitive_attr &attributes);
dnnl::eltwise_forward::primitive_desc eltwise(
    dnnl::algorithm algorithm, const Desc &desc, float alpha, float beta, const dnnl::primitive_attr &attributes);
dnnl::binary::primitive_desc binary(
    dnnl::algorithm algorithm, const Desc &a, const Desc &b, const Desc &result, const dnnl::primitive_attr &attributes);
SoftmaxForward::primitive_desc softmax(bool logarithm, const Desc &desc, int axis, const dnnl::primitive_attr &attributes);
dnnl::layer_normalization_forward::primitive_desc layerNormalization(
    const Desc &desc, float epsilon, bool withScale, bool withBias, const dnnl::primitive_attr &attributes);
dnnl::batch_normalization_forward::primitive_desc batchNormalization(
    const Desc &desc, float epsilon, const dnnl::primitive_attr &attributes);
dnnl::lstm_forward::primitive_desc lstm(RecurrentSpec::Direction direction, const Desc &source, const Desc &state, const Desc &weights,
    const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes);
dnnl::gru_forward::primitive_desc gru(RecurrentSpec::Direction direction, const Desc &source, const Desc &state, const Desc &weights,
    const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes);
/// Its bias has a fourth row: what is added to the candidate's recurrent part before the reset gate.
dnnl::lbr_gru_forward::primitive_desc gruLinearBeforeReset(RecurrentSpec::Direction direction, const Desc &source, const Desc &state,
    const Desc &weights, const Desc &recurrence, const Desc &bias, const Desc &layer, const dnnl::primitive_attr &attributes);
dnnl::resampling_forward::primitive_desc resampling(
    bool linear, const Desc &source, const Desc &result, const dnnl::primitive_attr &attributes);
dnnl::reduction::primitive_desc reduction(
    dnnl::algorithm algorithm, const Desc &source, const Desc &result, const dnnl::primitive_attr &attributes);
dnnl::concat::primitive_desc concatenation(
    const std::vector<Desc> &sources, int axis, const Desc *result, const dnnl::primitive_attr &attributes);

} // namespace dnnlsupport

} // namespace halftone
