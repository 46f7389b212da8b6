// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/preprocess_options.h"

#include <unordered_map>

namespace halftone {

/// What the fusing passes will make of a graph, so that decisions can be shown for the graph as it was opened.
struct PlannedFusions
{
    /// By last node: the operator that it becomes.
    std::unordered_map<NodeId, Node> nodes;
    /// Any other node of a group → its last node.
    std::unordered_map<NodeId, NodeId> partOf;
};

PlannedFusions planFusions(const Model &model, const GraphFacts &facts, const PreprocessOptions &options);

} // namespace halftone
