// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layout.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// One box of a level: a node, a child group, or a port where an edge passes the frame of the group being laid out.
struct LevelVertex
{
    enum class Kind : std::uint8_t { Box, PortIn, PortOut };
    double width = 0, height = 0;
    Kind kind = Kind::Box;
    std::uint32_t weight = 1;
    /// Stubs ending or starting here: room for their names is kept free above or below.
    std::uint32_t inStubs = 0, outStubs = 0;
};

/// A piece of an edge inside one level. Offsets are from the vertex' centre to where the edge is attached.
struct LevelEdge
{
    std::uint32_t from = 0, to = 0;
    std::uint32_t value = 0;
    double fromOffset = 0, toOffset = 0;
    double labelWidth = 0, labelHeight = 0;
    /// Counts for the ranks but is not routed.
    bool rankOnly = false;
    /// The edge's own producer or consumer is this vertex, not something inside it.
    bool startsHere = true, endsHere = true;
};

/// The members of one group, children folded into boxes. Everything flows downwards here; a left-right drawing is transposed outside.
struct LevelGraph
{
    std::vector<LevelVertex> vertices;
    std::vector<LevelEdge> edges;
};

struct LevelRoute
{
    std::vector<LayoutPoint> points;
    LayoutPoint label;
    bool hasLabel = false;
    /// Too long, or against the flow: to be drawn as two stubs.
    bool isStub = false;
};

struct LevelLayout
{
    std::vector<LayoutRect> vertices;
    std::vector<LevelRoute> edges;
    double width = 0, height = 0;
};

struct LevelOptions
{
    double nodeGap = 20;
    double rankGap = 40;
    double edgeGap = 14;
    /// Length of a stub's name along the flow.
    double stubExtent = 16;
    std::uint32_t longEdgeRanks = 24;
    /// Edges that run further sideways between two ranks become stubs.
    double farSideways = 3000;
    /// Ranks with more boxes are broken into several rows.
    std::uint32_t widestRank = 512;
};

/// Lays out one level. Fails only when cancelled.
Result<LevelLayout> layoutLevel(LevelGraph graph, const LevelOptions &options, Progress &progress);

} // namespace halftone
