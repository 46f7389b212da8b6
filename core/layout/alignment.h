// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/ordering.h"

namespace halftone {

/// Vertical runs: vertices that share one x. The longest paths are aligned first, so the main path of a network is straight
/// and what branches off bends.
struct Alignment
{
    std::uint32_t blockCount = 0;
    /// Block of each vertex, and the x of its centre relative to the block's.
    std::vector<std::uint32_t> block;
    std::vector<double> shift;
    /// By segment: both ends are in one block, the segment is vertical.
    std::vector<bool> straight;
    /// By block: part of a heaviest path through the level.
    std::vector<bool> main;
};

/// What is put in line: everything that fits, or only the main path, long edges, and boxes that follow each other without a branch.
enum class Straighten { All, Chains };

Alignment alignBlocks(const LayeredGraph &graph, const RankOrder &order, Straighten what);

} // namespace halftone
