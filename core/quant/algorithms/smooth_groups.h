// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/algorithms/findings.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace halftone {

/// Products that read one value [..., channels] and share the factors of its channels.
struct SmoothGroup
{
    struct Product
    {
        NodeId node = kNone;
        ValueId weight = kNone;
        /// The weight is [outputs, channels].
        bool transposed = false;
    };

    ValueId input = kNone;
    std::vector<Product> products;
    /// Node and input of the constants [channels] that take the factors up when nobody but the products reads `input`: scale and
    /// bias of a layer normalization, or of the Mul and Add it is written as. Empty when there are none.
    std::vector<std::pair<NodeId, std::uint32_t>> constants;
    /// `input` and what lies between the first of `constants` and it.
    std::vector<ValueId> between;

    bool foldable() const { return !constants.empty(); }
};

/// MatMul and Gemm with constant float weights of rank 2 by what they read, in the order of the graph. Nodes in `floatNodes`, and
/// values and weights in `skip`, are left out.
std::vector<SmoothGroup> smoothGroups(const Graph &graph, const FloatNodes &floatNodes, const std::set<std::string> &skip);

} // namespace halftone
