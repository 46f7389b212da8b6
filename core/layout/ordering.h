// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layered.h"

namespace halftone {

/// Left-to-right order of the vertices of every rank.
struct RankOrder
{
    /// Vertices by rank: those of rank r are sequence[first[r] … first[r + 1]).
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> sequence;
    /// Place of a vertex within its rank.
    std::vector<std::uint32_t> position;

    std::span<std::uint32_t> rank(std::uint32_t r) { return {sequence.data() + first[r], first[r + 1] - first[r]}; }
    std::span<const std::uint32_t> rank(std::uint32_t r) const { return {sequence.data() + first[r], first[r + 1] - first[r]}; }
};

/// How an order is looked for: by sweeps alone and exchanges at the end, with exchanges after every sweep, or with these from a start
/// that visits what hangs below a vertex from right to left. None is the best for all graphs.
enum class OrderSearch { Sweeps, Exchanges, Mirrored };

/// Few crossings: depth-first start, then barycentre sweeps and exchanges of neighbours as long as they help.
/// Fails only when cancelled.
Result<RankOrder> orderRanks(const LayeredGraph &graph, OrderSearch search, Progress &progress);

/// Crossings between all neighbouring ranks.
std::uint64_t countCrossings(const LayeredGraph &graph, const RankOrder &order);

} // namespace halftone
