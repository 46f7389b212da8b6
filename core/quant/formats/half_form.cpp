// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/half_form.h"

#include "core/quant/errors.h"
#include "core/quant/float_values.h"

#include <array>
#include <string_view>
#include <unordered_set>

namespace halftone {

namespace {

/// Every real input follows T.
const std::unordered_set<std::string_view> kWhole{"Abs", "Add", "AveragePool", "Ceil", "Clip", "Concat", "Conv", "ConvTranspose", "Cos",
    "DepthToSpace", "Div", "Elu", "Erf", "Exp", "Expand", "Flatten", "Floor", "Gather", "GatherElements", "GatherND", "Gelu", "Gemm",
    "GlobalAveragePool", "GlobalMaxPool", "GRU", "HardSigmoid", "HardSwish", "Identity", "InstanceNormalization", "LayerNormalization",
    "LeakyRelu", "Log", "LogSoftmax", "LSTM", "MatMul", "Max", "MaxPool", "Mean", "Min", "Mish", "Mul", "Neg", "Pad", "Pow", "PRelu",
    "Reciprocal", "ReduceL2", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum", "Relu", "Reshape", "RNN", "Round", "Selu", "Sigmoid",
    "Sign", "Sin", "Slice", "Softmax", "Softplus", "Softsign", "SpaceToDepth", "Split", "Sqrt", "Squeeze", "Sub", "Sum", "Tanh",
    "ThresholdedRelu", "Tile", "Transpose", "Unsqueeze", "Where"};
const std::unordered_set<std::string_view> kMicrosoft{
    "Attention", "BiasGelu", "FastGelu", "FusedMatMul", "Gelu", "QuickGelu", "SkipLayerNormalization"};

} // namespace

std::vector<std::size_t> halfInputs(const Node &node)
{
    std::vector<std::size_t> result;
    const bool whole
        = node.domain.empty() ? kWhole.contains(node.opType) : node.domain == "com.microsoft" && kMicrosoft.contains(node.opType);
    if (whole) {
        for (std::size_t i = 0; i < node.inputs.size(); ++i)
            result.push_back(i);
    } else if (node.domain.empty() && node.opType == "Resize") {
        result.push_back(0);
    }
    return result;
}

bool staysFloat(const Node &node, std::size_t output)
{
    const bool normalizes = node.domain.empty() ? node.opType == "LayerNormalization" : node.opType == "SkipLayerNormalization";
    return normalizes && (output == 1 || output == 2);
}

std::optional<FormRefusal> refuseHalf(NodeMode mode, const Graph &graph, const GraphFacts &facts, const Node &node)
{
    const bool stored = mode == NodeMode::BFloat16;
    bool any = false;
    for (const std::size_t index : halfInputs(node)) {
        const ValueId input = node.inputs[index];
        any = any || (input != kNone && (stored ? isFloatConstant(graph, input) : valueType(graph, facts, input) == DType::Float));
    }
    if (any)
        return std::nullopt;
    if (stored)
        return FormRefusal{errc::kNoWeights, {node.opType}};
    if (!halfInputs(node).empty() && inputOf(node, 0) != kNone)
        return FormRefusal{errc::kNotFloatData, {std::string(dtypeName(valueType(graph, facts, node.inputs[0])))}};
    return FormRefusal{errc::kNoHalfForm, {node.opType}};
}

} // namespace halftone
