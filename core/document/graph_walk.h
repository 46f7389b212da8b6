// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <vector>

namespace halftone {

/// Nodes whose results reach `from` (upstream) or that read what `from` makes (downstream), `from` included; in graph order.
/// Linear in the part of the graph that is visited.
std::vector<NodeId> upstreamNodes(const Graph &graph, const std::vector<NodeId> &from);
std::vector<NodeId> downstreamNodes(const Graph &graph, const std::vector<NodeId> &from);

/// All nodes with the operator type (and domain) of one of `like`.
std::vector<NodeId> nodesOfSameType(const Graph &graph, const std::vector<NodeId> &like);

} // namespace halftone
