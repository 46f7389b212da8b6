// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/ordering.h"

namespace halftone {

/// Vertical extents of the ranks of a level.
struct RankBands
{
    std::vector<double> top, bottom;
    double height = 0;
};

/// Heights of ranks and of the gaps between them: room for labels and stub names, more where edges run far sideways.
RankBands stackRanks(const LevelGraph &level, const LayeredGraph &graph, const std::vector<double> &x, const LevelOptions &options);

/// Places the boxes and draws the edges: vertical within a rank, curved in the gaps only, so no edge crosses a box.
LevelLayout routeLevel(const LevelGraph &level, const LayeredGraph &graph, const RankOrder &order, const std::vector<double> &x,
    const RankBands &bands, const LevelOptions &options);

} // namespace halftone
