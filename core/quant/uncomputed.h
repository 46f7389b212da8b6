// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <memory>
#include <vector>

namespace halftone {

namespace errc {
/// Found, not refused: %1 operator and %2 domain of a node that cannot be computed here.
inline constexpr ErrorCode kUncomputed{"quant.uncomputed"};
/// Why a node stays float: its input %1 depends on node %2, whose operator %3 cannot be computed here.
inline constexpr ErrorCode kBehindUncomputed{"quant.behind-uncomputed"};
} // namespace errc

/// Nodes of the main graph whose operator, or one in a body or function that they run, is not known.
std::vector<NodeId> uncomputableNodes(const Model &model);

/// By ValueId: the first of `nodes` that the value depends on; kNone where it depends on none.
std::vector<NodeId> dependsOn(const Graph &graph, const std::vector<NodeId> &nodes);

/// The part of the model that depends on none of `nodes`, in which every value keeps its name and all that are read elsewhere are outputs.
Result<std::shared_ptr<const Model>> partWithout(const std::shared_ptr<const Model> &model, const std::vector<NodeId> &nodes);

/// That a node cannot be computed, and what becomes of the others.
Issue uncomputedIssue(const Node &node);

} // namespace halftone
