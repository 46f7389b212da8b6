// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/alignment.h"

namespace halftone {

/// x of the centre of every vertex: blocks packed, then drawn towards what they are connected with. Boxes of a rank keep
/// nodeGap, lines edgeGap. Empty when that takes more width than `widest`. Fails only when cancelled.
Result<std::vector<double>> placeVertices(const LayeredGraph &graph, const RankOrder &order, const Alignment &alignment,
    const LevelOptions &options, double widest, Progress &progress);

} // namespace halftone
