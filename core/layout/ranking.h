// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/level.h"

namespace halftone {

struct Ranking
{
    std::vector<std::uint32_t> rank;
    std::uint32_t count = 0;
    /// By edge: closes a cycle and is left out.
    std::vector<bool> back;
};

/// Ranks by longest path, then pulls side inputs down to where they are used. Every edge that is not `back` goes to a higher rank.
Ranking rankVertices(const LevelGraph &graph, const LevelOptions &options);

} // namespace halftone
