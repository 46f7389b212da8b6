// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/far_edges.h"

#include <algorithm>
#include <cmath>

namespace halftone {

double sidewaysOf(const Segment &segment, const std::vector<double> &x)
{
    return std::abs(x[segment.upper] + segment.upperOffset - x[segment.lower] - segment.lowerOffset);
}

void dropFarEdges(const LevelGraph &level, LayeredGraph &graph, const std::vector<double> &x, double limit)
{
    std::vector<Segment> kept;
    kept.reserve(graph.segments.size());
    std::copy_if(graph.segments.begin(), graph.segments.end(), std::back_inserter(kept),
        [&](const Segment &segment) { return sidewaysOf(segment, x) <= limit; });
    if (kept.size() == graph.segments.size())
        return;
    for (std::uint32_t e = 0; e < level.edges.size(); ++e) {
        if (!graph.routed[e])
            continue;
        const LevelEdge &edge = level.edges[e];
        const std::uint32_t wayPoints = graph.rank[edge.to] - graph.rank[edge.from] - 1;
        double here = x[edge.from] + edge.fromOffset;
        for (std::uint32_t i = 0; i <= wayPoints && graph.routed[e]; ++i) {
            const double next = i < wayPoints ? x[graph.firstWayPoint[e] + i] : x[edge.to] + edge.toOffset;
            graph.routed[e] = std::abs(next - here) <= limit;
            here = next;
        }
    }
    graph.segments = std::move(kept);
    graph.down = Adjacency(graph.vertexCount(), graph.segments, [](const Segment &s) { return s.upper; });
    graph.up = Adjacency(graph.vertexCount(), graph.segments, [](const Segment &s) { return s.lower; });
}

} // namespace halftone
