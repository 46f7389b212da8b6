// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <vector>

namespace halftone {

/// Nodes that preprocessing removes: what is computed from constants only, identities, batch normalizations folded into
/// the layer before. Lets decisions be shown for a graph as it was opened.
class Vanishing
{
public:
    explicit Vanishing(const Graph &graph);
    /// The node's results do not depend on the model's inputs.
    bool isConstant(NodeId node) const { return m_constantNodes[node] != 0; }
    /// The value the node's first output will be one with, or kNone when the node stays.
    ValueId follows(NodeId node) const;

private:
    const Graph &m_graph;
    std::vector<char> m_constantNodes;
    std::vector<char> m_constantValues;
};

/// Identity, and Dropout outside training with its mask unused: input 0 and output 0 are the same.
bool isIdentity(const Graph &graph, const Node &node);
/// A BatchNormalization in inference form with constant parameters, behind a Conv, ConvTranspose or Gemm with constant
/// weights whose result nobody else reads.
bool isFoldableNorm(const Graph &graph, const Node &node);

} // namespace halftone
