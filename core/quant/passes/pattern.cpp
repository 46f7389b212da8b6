// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/pattern.h"

#include <algorithm>
#include <cmath>

namespace halftone {

const Node *Pattern::producer(ValueId value, std::string_view type)
{
    if (value == kNone || m_graph->value(value).producer == kNone)
        return nullptr;
    const NodeId id = m_graph->value(value).producer;
    const Node &node = m_graph->node(id);
    if (node.opType != type || !node.domain.empty())
        return nullptr;
    m_nodes.push_back(id);
    return &node;
}

std::optional<float> Pattern::scalar(ValueId value) const
{
    const ConstantTensor *constant = value == kNone ? nullptr : m_graph->constant(value);
    if (!constant || constant->count() != 1 || constant->dtype() != DType::Float)
        return std::nullopt;
    const auto tensor = constant->load();
    return tensor ? std::optional(tensor->as<float>()[0]) : std::nullopt;
}

bool Pattern::isScalar(ValueId value, double wanted) const
{
    const auto found = scalar(value);
    return found && std::abs(static_cast<double>(*found) - wanted) <= 1e-4 * std::abs(wanted);
}

ValueId Pattern::besideScalar(const Node &node, double constant) const
{
    for (std::size_t side = 0; side < 2; ++side)
        if (isScalar(node.inputs[side], constant))
            return node.inputs[1 - side];
    return kNone;
}

ValueId Pattern::besideVector(const Node &node, ValueId &vector) const
{
    for (std::size_t side = 0; side < 2; ++side) {
        const ValueId id = node.inputs[side];
        const ConstantTensor *constant = id == kNone ? nullptr : m_graph->constant(id);
        if (constant && constant->shape().rank() == 1) {
            vector = id;
            return node.inputs[1 - side];
        }
    }
    return kNone;
}

std::optional<FusedNode> Pattern::finish(NodeId last, std::string opType, std::string domain, std::vector<ValueId> inputs)
{
    m_nodes.push_back(last);
    std::ranges::sort(m_nodes);
    m_nodes.erase(std::unique(m_nodes.begin(), m_nodes.end()), m_nodes.end());
    const ValueId result = m_graph->node(last).outputs[0];
    for (const NodeId id : m_nodes) {
        for (const ValueId made : m_graph->node(id).outputs) {
            if (made == result || made == kNone)
                continue;
            const Value &value = m_graph->value(made);
            const auto outside = [&](const Use &use) {
                const bool inner = std::ranges::binary_search(m_nodes, use.node);
                return !inner || use.isCapture();
            };
            if (value.isOutput || std::ranges::any_of(value.consumers, outside))
                return std::nullopt;
        }
    }
    FusedNode fused;
    fused.nodes = m_nodes;
    const Node &original = m_graph->node(last);
    fused.node.name = original.name;
    fused.node.metadata = original.metadata;
    fused.node.opType = std::move(opType);
    fused.node.domain = std::move(domain);
    fused.node.inputs = std::move(inputs);
    fused.node.outputs = {result};
    return fused;
}

} // namespace halftone
