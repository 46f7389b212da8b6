// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/fusion.h"
#include "core/engine/plan.h"
#include "core/engine/primitives.h"
#include "core/ops/operator.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

class Tracer;

namespace errc {
/// %1 operator, %2 what the primitive cannot do.
inline constexpr ErrorCode kPrimitiveRefused{"engine.primitive-refused"};
} // namespace errc

/// What an operator sees when it is lowered: its node with concrete shapes, and the primitives the engine has.
/// Each primitive either becomes a recorded step (nothing is returned) or says why not; then the next way is tried,
/// the reference kernel last. Activations, additions and quantization that follow are absorbed by the engine itself.
class LowerContext
{
public:
    LowerContext(Tracer &tracer, NodeView view, std::vector<Shape> outputShapes, std::vector<DType> outputTypes,
        const std::vector<Link> &links, std::size_t linkCount);

    const NodeView &view() const { return m_view; }
    const Node &node() const { return m_view.node; }
    std::int64_t opset() const { return m_view.opset; }

    bool hasInput(int index) const;
    int inputCount() const { return static_cast<int>(node().inputs.size()); }
    DType inputType(int index) const;
    const Shape &inputShape(int index) const;
    const Shape &outputShape(int index) const { return m_outputShapes[static_cast<std::size_t>(index)]; }
    DType outputType(int index) const { return m_outputTypes[static_cast<std::size_t>(index)]; }
    /// Elements of an input that is known before anything runs; nothing otherwise.
    std::optional<Tensor> constant(int index) const;
    std::optional<std::vector<std::int64_t>> constantInts(int index) const;
    std::optional<float> constantScalar(int index) const;

    bool isConstant(int index) const;
    /// The elements of a constant input that are not kept; for what is packed in another form.
    Result<Tensor> constantForPacking(int index) const;
    /// A constant operand of the node's own making, of float; `make` is called when it has to be packed. `kind` tells it from others.
    Operand made(const std::string &kind, Shape shape, std::function<Result<Tensor>()> make);
    /// An input as the primitives take it: with its quantization when a DequantizeLinear precedes.
    Operand operand(int index) const;
    /// An input whose scale and zero point are other inputs (QLinearConv …); absent quantization when they are not constant.
    Operand quantized(int index, int scale, int zeroPoint, int axis) const;
    /// Says that the node itself quantizes its output.
    bool quantizeOutput(int scale, int zeroPoint);

    using Outcome = std::optional<Refusal>;
    Outcome refuse(std::string what) const;
    /// Nothing when the steps were recorded; a failure ends the run.
    Outcome recorded(const Status &status);

    Outcome convolution(const ConvolutionSpec &spec);
    Outcome matmul(const MatMulSpec &spec);
    Outcome pool(const PoolSpec &spec);
    Outcome activation(int input, const Eltwise &activation);
    /// The same for a value that is no input of the node.
    Outcome apply(ValueId value, const Eltwise &activation);
    Outcome binary(BinaryKind kind, int a, int b);
    /// The same of 8-bit operands, with an 8-bit result.
    Outcome quantizedBinary(BinaryKind kind, const Operand &a, const Operand &b);
    Outcome softmax(int input, int axis, bool logarithm);
    /// Over the axes from `axis` on; scale and bias are inputs or -1.
    Outcome layerNormalization(int input, int scale, int bias, int axis, float epsilon);
    /// Per channel (axis 1): (x − mean) / sqrt(variance + epsilon) · scale + bias.
    Outcome batchNormalization(int input, int scale, int bias, int mean, int variance, float epsilon);
    Outcome recurrent(const RecurrentSpec &spec);
    Outcome concat(int axis);
    Outcome concat(int axis, const std::vector<Operand> &parts);
    Outcome resample(const ResampleSpec &spec);
    Outcome reduce(ReduceKind kind, int input, const std::vector<int> &axes);
    /// Output axis i is input axis permutation[i].
    Outcome transpose(int input, const std::vector<std::int64_t> &permutation);
    /// Output `output` is the input's elements from `starts` in steps; steps are positive.
    Outcome slice(int output, int input, const std::vector<std::int64_t> &starts, const std::vector<std::int64_t> &steps);
    /// The output is the input's elements under the output's shape.
    Outcome reshape(int input);
    /// Slices of input 0 along an axis, at the indices of input 1: of a large table that is still in the model's file.
    Outcome gather(std::int64_t axis);
    /// Input 0 with its elements converted to the output's type.
    Outcome convertElements();
    /// Input 0 in 8 bits, with the scale and zero point that its own range gives, which are outputs 1 and 2.
    Outcome dynamicQuantize();
    /// 32-bit sums of products of 8-bit integers less their zero points (ONNX MatMulInteger, ConvInteger). Zero points are input
    /// indices, -1 for none; those of the constant right operand (the weights) may differ by column (channel).
    Outcome integerMatmul(int a, int b, int aZero, int bZero);
    /// The same, scaled back to real numbers (Microsoft's MatMulIntegerToFloat, DynamicQuantizeMatMul).
    Outcome scaledMatmul(const ScaledMatMulSpec &spec);
    Outcome integerConvolution(const ConvolutionSpec &spec, int xZero, int wZero);
    /// The same for rows that are no output of the node but what it goes on with: float of shape `result`, at `to`.
    Outcome scaledRows(const ScaledMatMulSpec &spec, const Shape &result, Place &to);
    /// A step of the node's own, on row-major elements. `run` gets the addresses of the given inputs, those of `more`, those of
    /// all outputs that the node has, and `scratch` bytes if there are any.
    using Kernel = std::function<void(std::byte *const *)>;
    Outcome kernel(
        std::string name, const std::vector<int> &inputs, Kernel run, std::int64_t scratch = 0, const std::vector<Place> &more = {});
    Outcome quantizeLinear();
    Outcome dequantizeLinear();

    // For the implementations, which live in files of their own.
    Tracer &tracer() { return m_tracer; }
    const Tracer &tracer() const { return m_tracer; }
    /// What is absorbed, without the final QuantizeLinear.
    std::vector<Link> postLinks() const;
    /// Quantization of what is made, by QuantizeLinear absorbed or by the node itself.
    const std::optional<Quantization> &outputQuantization() const { return m_outputQuantization; }
    /// The value that the step makes: the last link's, else the node's output `index`.
    ValueId outputValue(int index = 0) const;

private:
    friend class Tracer;
    Tracer &m_tracer;
    NodeView m_view;
    std::vector<Shape> m_outputShapes;
    std::vector<DType> m_outputTypes;
    const std::vector<Link> &m_links;
    std::size_t m_linkCount;
    std::optional<Quantization> m_outputQuantization;
};

} // namespace halftone
