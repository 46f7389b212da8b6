// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/quantize.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// Work and weights of one node. Symbolic dimensions count as 1.
struct NodeCost
{
    std::int64_t macs = 0;
    std::int64_t flops = 0;
    /// Elements and bytes of constants that are weights, in initializers or Constant nodes; one that several nodes share, in whatever
    /// scope, counts with the first.
    std::int64_t parameters = 0;
    std::int64_t bytes = 0;
};

/// Costs by NodeId; zero where shapes are unknown. A node that holds bodies or calls a function has the cost of what is inside: of an If
/// the dearer branch, of a Loop or Scan one turn times the turns where these are known.
std::vector<NodeCost> nodeCosts(const Model &model, const GraphFacts &facts);

/// How much of a model runs quantized: what one choice is worth.
struct Effect
{
    int nodes = 0;
    int totalNodes = 0;
    std::int64_t macs = 0;
    std::int64_t totalMacs = 0;
    /// Bytes of weights that become 8-bit, as they are now, and of all weights.
    std::int64_t bytes = 0;
    std::int64_t totalBytes = 0;

    /// Share of MACs in percent; of nodes when nothing has MACs.
    double percent() const;
    friend bool operator==(const Effect &, const Effect &) = default;
};

/// `decisions` by NodeId, as from decideNodes().
Effect effectOf(const std::vector<NodeDecision> &decisions, const std::vector<NodeCost> &costs);

} // namespace halftone
