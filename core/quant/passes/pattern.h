// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/passes/fused_node.h"

#include <optional>
#include <string_view>

namespace halftone {

/// Walks a graph upwards from one node and remembers the nodes it has passed.
class Pattern
{
public:
    explicit Pattern(const Graph &graph) : m_graph(&graph) { }

    const Graph &graph() const { return *m_graph; }
    /// The node of ai.onnx of that type that makes `value`; null when something else does.
    const Node *producer(ValueId value, std::string_view type);
    /// The only element of a float constant.
    std::optional<float> scalar(ValueId value) const;
    /// A constant within a ten-thousandth of `wanted`.
    bool isScalar(ValueId value, double wanted) const;
    /// The operand of a sum or product beside a constant near `constant`; kNone without one.
    ValueId besideScalar(const Node &node, double constant) const;
    /// The operand of a sum or product beside a constant vector [n]; `vector` receives the constant.
    ValueId besideVector(const Node &node, ValueId &vector) const;
    /// All nodes passed and `last`, as one. Nothing when somebody else reads what would vanish.
    std::optional<FusedNode> finish(NodeId last, std::string opType, std::string domain, std::vector<ValueId> inputs);

private:
    const Graph *m_graph;
    std::vector<NodeId> m_nodes;
};

} // namespace halftone
