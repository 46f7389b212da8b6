// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/pattern.h"

namespace halftone {

namespace {

/// A mean over the last axis that keeps it, by attribute (to opset 17) or input.
bool isLastAxisMean(const Graph &graph, const Node &node)
{
    if (node.intAttribute("keepdims", 1) != 1)
        return false;
    if (node.inputs.size() < 2 || node.inputs[1] == kNone)
        return node.intsAttribute("axes") == std::vector<std::int64_t>{-1};
    const ConstantTensor *axes = graph.constant(node.inputs[1]);
    if (!axes || axes->count() != 1 || axes->dtype() != DType::Int64)
        return false;
    const auto tensor = axes->load();
    return tensor && tensor->as<std::int64_t>()[0] == -1;
}

/// d² as Pow(d, 2) or Mul(d, d); returns d.
ValueId squared(Pattern &pattern, ValueId value)
{
    if (const Node *power = pattern.producer(value, "Pow"))
        return pattern.isScalar(power->inputs[1], 2) ? power->inputs[0] : kNone;
    if (const Node *product = pattern.producer(value, "Mul"))
        return product->inputs[0] == product->inputs[1] ? product->inputs[0] : kNone;
    return kNone;
}

std::optional<FusedNode> match(const Graph &graph, NodeId last)
{
    Pattern pattern(graph);
    ValueId shift = kNone;
    ValueId scale = kNone;
    const Node *scaled = pattern.producer(pattern.besideVector(graph.node(last), shift), "Mul");
    const Node *normal = scaled ? pattern.producer(pattern.besideVector(*scaled, scale), "Div") : nullptr;
    const Node *centred = normal ? pattern.producer(normal->inputs[0], "Sub") : nullptr;
    const Node *root = centred ? pattern.producer(normal->inputs[1], "Sqrt") : nullptr;
    const Node *sum = root ? pattern.producer(root->inputs[0], "Add") : nullptr;
    if (!sum)
        return std::nullopt;
    const bool right = pattern.scalar(sum->inputs[1]).has_value();
    const auto epsilon = pattern.scalar(sum->inputs[right ? 1 : 0]);
    const Node *variance = epsilon ? pattern.producer(sum->inputs[right ? 0 : 1], "ReduceMean") : nullptr;
    const Node *mean = variance ? pattern.producer(centred->inputs[1], "ReduceMean") : nullptr;
    if (!mean || !isLastAxisMean(graph, *variance) || !isLastAxisMean(graph, *mean) || mean->inputs[0] != centred->inputs[0])
        return std::nullopt;
    // Some exporters write the subtraction twice.
    const ValueId difference = squared(pattern, variance->inputs[0]);
    if (difference != normal->inputs[0]) {
        const Node *again = pattern.producer(difference, "Sub");
        if (!again || again->inputs != centred->inputs)
            return std::nullopt;
    }
    auto fused = pattern.finish(last, "LayerNormalization", "", {centred->inputs[0], scale, shift});
    if (fused) {
        fused->node.attributes.push_back({"axis", std::int64_t{-1}, {}, 0, {}, {}});
        fused->node.attributes.push_back({"epsilon", *epsilon, {}, 0, {}, {}});
    }
    return fused;
}

} // namespace

std::vector<FusedNode> findLayerNorms(const Graph &graph)
{
    std::vector<FusedNode> found;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        if (node.opType != "Add" || !node.domain.empty() || node.inputs.size() != 2)
            continue;
        if (auto fused = match(graph, id))
            found.push_back(std::move(*fused));
    }
    return found;
}

} // namespace halftone
