// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fusion.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace halftone {

namespace {

/// Operators whose primitives take post-operations.
bool takesLinks(const Node &node)
{
    static const std::set<std::string_view> types{"Conv", "ConvTranspose", "MatMul", "Gemm"};
    return node.domain.empty() && types.contains(node.opType);
}

bool isConvolution(const Node &node) { return node.domain.empty() && (node.opType == "Conv" || node.opType == "ConvTranspose"); }

/// The binary operation a node applies to `value`, when `value` can be the left operand.
std::optional<BinaryKind> binaryOf(const Node &node, ValueId value)
{
    if (!node.domain.empty() || node.inputs.size() != 2)
        return std::nullopt;
    if (node.opType == "Add")
        return BinaryKind::Add;
    if (node.opType == "Mul")
        return BinaryKind::Mul;
    if (node.inputs[0] != value)
        return std::nullopt;
    if (node.opType == "Sub")
        return BinaryKind::Sub;
    if (node.opType == "Div")
        return BinaryKind::Div;
    return std::nullopt;
}

class Fuser
{
public:
    Fuser(const FusionInput &input, const std::vector<char> &skip)
        : m_input(input), m_graph(input.graph), m_taken(skip), m_composites(findComposites(input)), m_tables(findTables(input))
    {
        for (NodeId id = 0; id < m_composites.size(); ++id)
            if (m_composites[id])
                m_byInput.emplace(m_composites[id]->input, id);
    }

    std::vector<Unit> run()
    {
        for (NodeId id = 0; id < m_tables.size(); ++id)
            if (m_tables[id])
                take(std::move(*m_tables[id]));
        // Heads with primitives first, so that an addition joins a convolution and not the other way round.
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id)
            if (!m_taken[id] && m_input.fuse && takesLinks(m_graph.node(id)))
                startAt(id);
        for (NodeId id = 0; id < m_composites.size(); ++id)
            if (m_composites[id] && isFree(m_composites[id]->link.nodes))
                startComposite(*m_composites[id]);
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id)
            if (!m_taken[id])
                startAt(id);
        // A unit runs where its last node was: by then everything it reads exists.
        std::sort(m_units.begin(), m_units.end(), [](const Unit &a, const Unit &b) { return a.nodes.back() < b.nodes.back(); });
        return std::move(m_units);
    }

private:
    bool isFree(const std::vector<NodeId> &nodes) const
    {
        return std::none_of(nodes.begin(), nodes.end(), [this](NodeId id) { return m_taken[id] != 0; });
    }

    void take(Unit unit)
    {
        for (const NodeId id : unit.nodes)
            m_taken[id] = 1;
        m_units.push_back(std::move(unit));
    }

    void startAt(NodeId id)
    {
        Unit unit;
        unit.head = id;
        unit.nodes = {id};
        const Node &node = m_graph.node(id);
        if (m_input.fuse && node.outputs.size() == 1 && node.outputs[0] != kNone)
            extend(unit, node.outputs[0], takesLinks(node));
        take(std::move(unit));
    }

    void startComposite(const Composite &composite)
    {
        Unit unit;
        unit.kind = Unit::Kind::Composite;
        unit.input = composite.input;
        unit.links.push_back(composite.link);
        unit.nodes = composite.link.nodes;
        extend(unit, composite.link.output, false);
        take(std::move(unit));
    }

    void extend(Unit &unit, ValueId value, bool withPostOps)
    {
        while (!m_input.pinned[value]) {
            std::optional<Link> link = withPostOps ? nextLink(unit, value) : std::nullopt;
            if (!link)
                link = quantizeLink(value);
            if (!link || !isFree(link->nodes))
                return;
            for (const NodeId id : link->nodes) {
                m_taken[id] = 1;
                unit.nodes.push_back(id);
            }
            value = link->output;
            const bool ends = link->kind == Link::Kind::Quantize;
            unit.links.push_back(std::move(*link));
            if (ends)
                break;
        }
        std::sort(unit.nodes.begin(), unit.nodes.end());
    }

    /// The only reader of a value, or nothing.
    std::optional<NodeId> onlyConsumer(ValueId value) const
    {
        const auto &consumers = m_graph.value(value).consumers;
        if (consumers.size() != 1)
            return std::nullopt;
        return consumers[0].node;
    }

    std::optional<Link> nextLink(const Unit &unit, ValueId value) const
    {
        const auto [first, last] = m_byInput.equal_range(value);
        for (auto it = first; it != last; ++it) {
            const Link &link = m_composites[it->second]->link;
            const auto &consumers = m_graph.value(value).consumers;
            if (m_input.keepsNan && hidesNan(link.activation))
                continue;
            if (std::all_of(consumers.begin(), consumers.end(),
                    [&](const Use &use) { return std::binary_search(link.nodes.begin(), link.nodes.end(), use.node); }))
                return link;
        }
        const auto consumer = onlyConsumer(value);
        if (!consumer || m_taken[*consumer])
            return std::nullopt;
        const Node &node = m_graph.node(*consumer);
        Link link;
        link.nodes = {*consumer};
        if (node.outputs.empty() || node.outputs[0] == kNone)
            return std::nullopt;
        link.output = node.outputs[0];
        if (const auto activation = activationOf(m_graph, node); activation && node.inputs[0] == value) {
            if (m_input.keepsNan && hidesNan(*activation))
                return std::nullopt;
            link.activation = *activation;
            return link;
        }
        if (const auto binary = binaryOf(node, value)) {
            link.kind = Link::Kind::Binary;
            link.binary = *binary;
            link.other = node.inputs[0] == value ? node.inputs[1] : node.inputs[0];
            return link;
        }
        if (node.domain.empty() && node.opType == "BatchNormalization" && unit.links.empty() && isConvolution(m_graph.node(unit.head))
            && node.inputs.size() == 5 && node.inputs[0] == value && node.outputs.size() == 1 && node.intAttribute("training_mode", 0) == 0
            && std::all_of(node.inputs.begin() + 1, node.inputs.end(), [&](ValueId id) { return smallConstant(m_graph, id, 65536); })) {
            link.kind = Link::Kind::Normalize;
            return link;
        }
        return std::nullopt;
    }

    std::optional<Link> quantizeLink(ValueId value) const
    {
        const auto consumer = onlyConsumer(value);
        if (!consumer || m_taken[*consumer] || !isStaticQuantize(m_graph, m_graph.node(*consumer)))
            return std::nullopt;
        Link link;
        link.kind = Link::Kind::Quantize;
        link.nodes = {*consumer};
        link.output = m_graph.node(*consumer).outputs[0];
        return link;
    }

    const FusionInput &m_input;
    const Graph &m_graph;
    std::vector<char> m_taken;
    std::vector<std::optional<Composite>> m_composites;
    std::vector<std::optional<Unit>> m_tables;
    std::multimap<ValueId, NodeId> m_byInput;
    std::vector<Unit> m_units;
};

} // namespace

std::vector<Unit> fuseGraph(const FusionInput &input, const std::vector<char> &skip) { return Fuser(input, skip).run(); }

} // namespace halftone
