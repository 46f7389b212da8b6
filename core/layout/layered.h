// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/adjacency.h"
#include "core/layout/ranking.h"

namespace halftone {

inline constexpr std::uint32_t kNoVertex = 0xffffffffU;

/// Part of an edge between two neighbouring ranks.
struct Segment
{
    std::uint32_t upper = 0, lower = 0;
    double upperOffset = 0, lowerOffset = 0;
};

/// A level whose edges join neighbouring ranks only: longer ones pass through way points ("dummies"), shared by all edges
/// of a value. Vertices [0, boxes) are those of the level, the rest are way points of zero size.
struct LayeredGraph
{
    std::uint32_t boxes = 0;
    std::uint32_t rankCount = 0;
    std::vector<std::uint32_t> rank;
    std::vector<double> width;
    /// By box.
    std::vector<std::uint32_t> weight;
    /// By box: how wide the labels are that stand beside its edges, below it.
    std::vector<double> labelWidth;
    std::vector<Segment> segments;
    /// Segments that start, and that end, at a vertex.
    Adjacency down, up;
    /// By level edge: first way point and their number; consecutive ids from top to bottom.
    std::vector<std::uint32_t> firstWayPoint;
    std::vector<bool> routed;

    std::uint32_t vertexCount() const { return static_cast<std::uint32_t>(rank.size()); }
    bool isWayPoint(std::uint32_t vertex) const { return vertex >= boxes; }
};

LayeredGraph buildLayered(const LevelGraph &graph, const Ranking &ranking, std::uint32_t longEdgeRanks);

} // namespace halftone
