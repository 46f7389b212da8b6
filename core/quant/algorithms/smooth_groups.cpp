// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/smooth_groups.h"

#include <algorithm>

namespace halftone {

namespace {

class GroupFinder
{
public:
    explicit GroupFinder(const Graph &graph) : m_graph(graph) { }

    std::vector<SmoothGroup> find(const FloatNodes &floatNodes, const std::set<std::string> &skip)
    {
        std::vector<SmoothGroup> groups;
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            const Node &node = m_graph.node(id);
            if (!isProduct(node) || floatNodes.contains(node.name) || skip.contains(m_graph.value(node.inputs[0]).name)
                || skip.contains(m_graph.value(node.inputs[1]).name))
                continue;
            const auto same = std::ranges::find(groups, node.inputs[0], &SmoothGroup::input);
            SmoothGroup &group = same == groups.end() ? groups.emplace_back(SmoothGroup{node.inputs[0], {}, {}, {}}) : *same;
            group.products.push_back({id, node.inputs[1], node.intAttribute("transB", 0) != 0});
        }
        for (SmoothGroup &group : groups)
            findConstants(group);
        return groups;
    }

private:
    bool isProduct(const Node &node) const
    {
        const bool known = node.domain.empty() && (node.opType == "MatMul" || node.opType == "Gemm") && node.intAttribute("transA", 0) == 0;
        if (!known || node.inputs[0] == kNone || node.inputs[1] == kNone || m_graph.constant(node.inputs[0]))
            return false;
        const ConstantTensor *weight = m_graph.constant(node.inputs[1]);
        return weight && weight->dtype() == DType::Float && weight->shape().rank() == 2 && weight->count() > 0;
    }

    std::int64_t channels(const SmoothGroup &group) const
    {
        const auto &product = group.products.front();
        return m_graph.constant(product.weight)->shape()[product.transposed ? 1 : 0];
    }

    bool isVector(ValueId value, std::int64_t channels) const
    {
        const ConstantTensor *constant = value == kNone ? nullptr : m_graph.constant(value);
        return constant && constant->dtype() == DType::Float && constant->shape().rank() == 1 && constant->count() == channels;
    }

    void findConstants(SmoothGroup &group) const
    {
        const Value &input = m_graph.value(group.input);
        if (input.isOutput || input.consumers.size() != group.products.size())
            return;
        const std::int64_t count = channels(group);
        ValueId at = group.input;
        std::vector<std::pair<NodeId, std::uint32_t>> constants;
        std::vector<ValueId> between;
        while (m_graph.value(at).producer != kNone) {
            const NodeId id = m_graph.value(at).producer;
            const Node &node = m_graph.node(id);
            between.push_back(at);
            if (node.domain.empty() && node.opType == "LayerNormalization") {
                if (node.outputs[0] != at || !isVector(node.inputs[1], count))
                    return;
                constants.emplace_back(id, 1);
                const bool hasBias = node.inputs.size() > 2 && node.inputs[2] != kNone;
                if (hasBias && !isVector(node.inputs[2], count))
                    return;
                if (hasBias)
                    constants.emplace_back(id, 2);
                break;
            }
            const bool isMul = node.domain.empty() && node.opType == "Mul";
            if (!isMul && !(node.domain.empty() && node.opType == "Add"))
                return;
            const std::uint32_t side = isVector(node.inputs[0], count) ? 0 : 1;
            if (!isVector(node.inputs[side], count))
                return;
            constants.emplace_back(id, side);
            if (isMul)
                break;
            at = node.inputs[1 - side];
            if (m_graph.value(at).isOutput || m_graph.value(at).consumers.size() != 1)
                return;
            if (m_graph.value(at).producer == kNone)
                return;
        }
        if (between.empty())
            return;
        group.constants = std::move(constants);
        group.between = std::move(between);
    }

    const Graph &m_graph;
};

} // namespace

std::vector<SmoothGroup> smoothGroups(const Graph &graph, const FloatNodes &floatNodes, const std::set<std::string> &skip)
{
    return GroupFinder(graph).find(floatNodes, skip);
}

} // namespace halftone
