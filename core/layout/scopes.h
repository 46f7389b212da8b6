// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace halftone {

/// A module of the network, as the exporter named it.
struct Scope
{
    /// Unique and stable: "/model/layer1".
    std::string path;
    /// What is new against the parent: "layer1", or "model/layer1" where a level holds nothing else.
    std::string label;
    std::int32_t parent = -1;
    /// Nodes in it and in its children.
    std::uint32_t nodeCount = 0;
};

/// Scopes of a graph, parents before children in the order of their first nodes. From node names such as "/model/layer1/conv1/Conv"
/// or from metadata of torch's exporter where names are flat. What only prepares constants belongs to the scope that reads them.
struct ScopeTree
{
    std::vector<Scope> scopes;
    /// Innermost scope by node, -1 for none.
    std::vector<std::int32_t> ofNode;
};

ScopeTree buildScopes(const Graph &graph);

} // namespace halftone
