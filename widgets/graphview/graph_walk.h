// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <string_view>
#include <vector>

namespace halftone {

/// Sets of nodes by how they are connected, in ascending order; the starting nodes are part of them.
std::vector<NodeId> upstreamOf(const Graph &graph, const std::vector<NodeId> &nodes);
std::vector<NodeId> downstreamOf(const Graph &graph, const std::vector<NodeId> &nodes);
/// Within `hops` edges in either direction.
std::vector<NodeId> neighboursOf(const Graph &graph, const std::vector<NodeId> &nodes, int hops);
/// Everything on a directed path between the two, in whichever direction there is one; empty when there is none.
std::vector<NodeId> pathsBetween(const Graph &graph, NodeId a, NodeId b);
std::vector<NodeId> nodesOfType(const Graph &graph, std::string_view opType);

} // namespace halftone
