// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/compared_graph.h"

#include <vector>

namespace halftone {

/// Which node of one graph is which of the other, kNone where there is none.
struct NodeMatching
{
    std::vector<NodeId> bOfA, aOfB;
};

/// Pairs the seen nodes of two versions of a graph: by names that people gave and by the names of weights, then by structure (everything
/// before a node, then everything after it, is alike), then by what is around nodes already paired. Names that only count ("Conv_12")
/// shift when a node is put in, so they are believed last. Near linear in nodes + edges; the same graphs give the same pairs.
NodeMatching matchNodes(const ComparedGraph &a, const ComparedGraph &b);

} // namespace halftone
