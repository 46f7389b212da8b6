// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/matching/compared_graph.h"

#include <vector>

namespace halftone {

/// Which node of one graph is which of the other, kNone where there is none.
struct NodeMatching
{
    std::vector<NodeId> bOfA, aOfB;
};

/// Pairs the seen nodes of two versions of a graph, also of a model and its quantized form made by any tool: by names that people gave
/// and by the names of weights, by the weights themselves (equal but for rounding), then by structure (everything before a node, then
/// everything after it, is alike), then by what is around nodes already paired. Activations, batch norms and constant factors that a tool
/// took into the layer before them do not matter for what stands around them. Names that only count ("Conv_12") shift when a node is put
/// in, so they are believed last. Near linear in nodes + edges; the same graphs give the same pairs.
NodeMatching matchNodes(const ComparedGraph &a, const ComparedGraph &b);

} // namespace halftone
