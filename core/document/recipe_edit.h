// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/recipe.h"

#include <vector>

namespace halftone {

/// True when the recipe's lists leave `node` out: excluded by name, pattern or type, or not on a list of what is included.
bool isExcludedByRecipe(const Recipe &recipe, const Node &node);

/// The recipe with `nodes` excluded by name.
Recipe withNodesExcluded(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes);

/// The recipe with nothing that leaves `nodes` out. A pattern or type that matches one of them is replaced by the names of the
/// other nodes it matched; where only some nodes are included, `nodes` join them.
Recipe withNodesIncluded(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes);

/// The recipe that quantizes `nodes` and nothing else.
Recipe withOnlyNodes(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes);

/// The options of another profile; the choice of nodes and what was set for single tensors stay, except that a profile may bring operator
/// types of its own and takes them along when it is left.
Recipe withProfile(Recipe recipe, QuantProfile profile);

/// The recipe with `nodes` included and in `mode`; Auto takes their own modes away. A pattern that gives other nodes theirs stays.
Recipe withNodesMode(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes, NodeMode mode);
/// The mode that the recipe's rules give `node`; Auto when none does.
NodeMode modeByRecipe(const Recipe &recipe, const Node &node);

/// The recipe without any choice of nodes.
Recipe withoutChoice(Recipe recipe);

} // namespace halftone
