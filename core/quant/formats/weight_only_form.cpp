// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/weight_only_form.h"

#include "core/quant/errors.h"

namespace halftone {

bool isMatrixProduct(const Node &node)
{
    return node.domain.empty() && (node.opType == "MatMul" || (node.opType == "Gemm" && node.intAttribute("transA", 0) == 0));
}

std::vector<ChannelWeight> channelWeights(const Node &node)
{
    if (!node.domain.empty())
        return {};
    if (node.opType == "Conv")
        return {{1, 0}};
    if (node.opType == "ConvTranspose")
        return {{1, 1}};
    if (node.opType == "LSTM" || node.opType == "GRU" || node.opType == "RNN")
        return {{1, 1}, {2, 1}};
    return {};
}

std::optional<FormRefusal> refuseWeightOnly(const Graph &graph, const Node &node)
{
    std::vector<std::size_t> weights;
    for (const ChannelWeight &weight : channelWeights(node))
        weights.push_back(weight.input);
    const bool gather = node.domain.empty() && node.opType == "Gather";
    if (isMatrixProduct(node))
        weights = {1};
    else if (gather && node.intAttribute("axis", 0) == 0)
        weights = {0};
    if (weights.empty())
        return FormRefusal{errc::kNoWeights, {node.opType}};
    for (const std::size_t index : weights) {
        const ValueId weight = inputOf(node, index);
        const ConstantTensor *constant = weight == kNone ? nullptr : graph.constant(weight);
        if (!constant)
            return weightIsNotConstant(graph, weight);
        if (constant->dtype() != DType::Float)
            return FormRefusal{errc::kNotFloatData, {std::string(dtypeName(constant->dtype()))}};
        const int rank = constant->shape().rank();
        if (rank < 2 || ((gather || isMatrixProduct(node)) && rank != 2) || constant->count() == 0)
            return FormRefusal{errc::kNoWeights, {node.opType}};
    }
    return std::nullopt;
}

} // namespace halftone
