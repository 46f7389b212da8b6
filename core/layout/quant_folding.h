// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <vector>

namespace halftone {

/// Which QuantizeLinear / DequantizeLinear nodes are pairs around a tensor, so that a quantized graph can be shown as the operators it
/// quantizes.
struct QuantFolding
{
    /// By node: left out of the picture.
    std::vector<bool> hidden;
    /// By value: the value it stands for, itself unless made by a hidden node.
    std::vector<ValueId> source;
    /// By value: passed through a hidden DequantizeLinear, so it is held in integers.
    std::vector<bool> quantized;
};

/// `enabled` false hides nothing.
QuantFolding foldQuantizePairs(const Graph &graph, bool enabled);

} // namespace halftone
