// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/integer_form.h"

#include "core/quant/errors.h"
#include "core/quant/float_values.h"

namespace halftone {

namespace {

std::vector<std::size_t> weightsOf(const Node &node)
{
    if (node.domain.empty()) {
        if (node.opType == "Conv" || node.opType == "MatMul")
            return {1};
        if (node.opType == "Gemm" && node.intAttribute("transA", 0) == 0)
            return {1};
        if (node.opType == "LSTM" && node.intAttribute("layout", 0) == 0)
            return {1, 2};
        if (node.opType == "Gather")
            return {0};
    }
    const bool plainAttention = node.opType == "Attention" && node.domain == "com.microsoft"
        && node.intsAttribute("qkv_hidden_sizes").empty() && inputOf(node, 2) != kNone && inputOf(node, 5) == kNone;
    return plainAttention ? std::vector<std::size_t>{1} : std::vector<std::size_t>{};
}

} // namespace

ValueId inputOf(const Node &node, std::size_t index) { return index < node.inputs.size() ? node.inputs[index] : kNone; }

bool isFloatConstant(const Graph &graph, ValueId value)
{
    const ConstantTensor *constant = value == kNone ? nullptr : graph.constant(value);
    return constant && constant->dtype() == DType::Float;
}

FormRefusal weightIsNotConstant(const Graph &graph, ValueId weight)
{
    if (weight == kNone)
        return {errc::kWeightNotConstant, {std::string()}};
    return {graph.isReplaceable(weight) ? errc::kReplaceable : errc::kWeightNotConstant, {graph.value(weight).name}};
}

std::optional<FormRefusal> refuseIntegerForm(const Graph &graph, const GraphFacts &facts, const Node &node)
{
    const auto weights = weightsOf(node);
    if (weights.empty())
        return FormRefusal{errc::kNoIntegerForm, {node.opType}};
    for (const std::size_t index : weights) {
        const ValueId weight = inputOf(node, index);
        if (weight == kNone || !graph.constant(weight))
            return weightIsNotConstant(graph, weight);
        if (!isFloatConstant(graph, weight))
            return FormRefusal{errc::kNotFloatData, {std::string(dtypeName(graph.constant(weight)->dtype()))}};
    }
    const int rank = graph.constant(inputOf(node, weights.front()))->shape().rank();
    if (rank < 2 || (node.opType == "Attention" && rank != 2))
        return FormRefusal{errc::kNoIntegerForm, {node.opType}};
    const ValueId data = inputOf(node, 0);
    if (node.opType != "Gather" && (data == kNone || valueType(graph, facts, data) != DType::Float))
        return FormRefusal{errc::kNotFloatData, {data == kNone ? std::string() : std::string(dtypeName(valueType(graph, facts, data)))}};
    return std::nullopt;
}

} // namespace halftone
