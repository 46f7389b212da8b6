// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"

#include <vector>

namespace halftone {

/// Nodes that together do what one operator does. Nothing outside reads a value that vanishes.
struct FusedNode
{
    /// The operator, with the name and outputs of the last of the nodes. Inputs are values of the graph; Attention has its
    /// packed weights still to be made.
    Node node;
    /// All nodes that it stands for, ascending.
    std::vector<NodeId> nodes;
    /// Attention: weights [in, out] and biases of queries, keys and values (one and the same when they lie side by side already), and
    /// what is added to the scores, or kNone.
    std::vector<ValueId> weights;
    std::vector<ValueId> biases;
    ValueId mask = kNone;
};

/// The opset that brought LayerNormalization into ai.onnx.
inline constexpr std::int64_t kLayerNormOpset = 17;
/// ai.onnx from opset 20, com.microsoft before.
std::string geluDomain(const Model &model);

/// (x − mean) / √(variance + ε) · γ + β over the last axis, as exporters write it before opset 17.
std::vector<FusedNode> findLayerNorms(const Graph &graph);
/// x · ½ (1 + erf(x / √2)) in the three bracketings that exporters write. `domain`: where the operator is taken from.
std::vector<FusedNode> findGelus(const Graph &graph, const std::string &domain);
/// softmax(s · Q Kᵀ + mask) V with its projections and heads, as com.microsoft's Attention.
std::vector<FusedNode> findAttentions(const Graph &graph, const GraphFacts &facts);

} // namespace halftone
