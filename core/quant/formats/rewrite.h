// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"

#include <string_view>
#include <vector>

namespace halftone {

/// Removes nodes of these types, in `builder` made from `graph`, whose results nobody reads any more: no node, no
/// body of a node, and no output of the graph. Repeats until there are none.
void removeUnused(const Graph &graph, GraphBuilder &builder, const std::vector<std::string_view> &opTypes);

} // namespace halftone
