// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/layered.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace halftone {

LayeredGraph buildLayered(const LevelGraph &graph, const Ranking &ranking, std::uint32_t longEdgeRanks)
{
    LayeredGraph layered;
    layered.boxes = static_cast<std::uint32_t>(graph.vertices.size());
    layered.rankCount = ranking.count;
    layered.rank = ranking.rank;
    for (const LevelVertex &vertex : graph.vertices) {
        layered.width.push_back(vertex.width);
        layered.weight.push_back(vertex.weight);
    }
    layered.labelWidth.assign(layered.boxes, 0);
    layered.firstWayPoint.assign(graph.edges.size(), 0);
    layered.routed.assign(graph.edges.size(), false);

    const auto span = [&](const LevelEdge &edge) { return ranking.rank[edge.to] - ranking.rank[edge.from]; };
    std::vector<std::uint32_t> edges;
    edges.reserve(graph.edges.size());
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e)
        if (!graph.edges[e].rankOnly && !ranking.back[e] && span(graph.edges[e]) <= longEdgeRanks)
            edges.push_back(e);
    std::sort(edges.begin(), edges.end(), [&](std::uint32_t a, std::uint32_t b) {
        const LevelEdge &left = graph.edges[a], &right = graph.edges[b];
        return std::tuple(left.from, left.value, span(left), a) < std::tuple(right.from, right.value, span(right), b);
    });

    std::uint32_t trunkFirst = 0, trunkLength = 0;
    const LevelEdge *previous = nullptr;
    for (const std::uint32_t e : edges) {
        const LevelEdge &edge = graph.edges[e];
        if (!previous || previous->from != edge.from || previous->value != edge.value) {
            trunkFirst = layered.vertexCount();
            trunkLength = 0;
        }
        previous = &edge;
        layered.routed[e] = true;
        layered.labelWidth[edge.from] = std::max(layered.labelWidth[edge.from], edge.labelWidth);
        layered.firstWayPoint[e] = trunkFirst;
        const std::uint32_t wayPoints = span(edge) - 1;
        for (; trunkLength < wayPoints; ++trunkLength) {
            const std::uint32_t vertex = layered.vertexCount();
            layered.rank.push_back(ranking.rank[edge.from] + 1 + trunkLength);
            layered.width.push_back(0);
            if (trunkLength == 0)
                layered.segments.push_back({edge.from, vertex, edge.fromOffset, 0});
            else
                layered.segments.push_back({vertex - 1, vertex, 0, 0});
        }
        if (wayPoints == 0)
            layered.segments.push_back({edge.from, edge.to, edge.fromOffset, edge.toOffset});
        else
            layered.segments.push_back({trunkFirst + wayPoints - 1, edge.to, 0, edge.toOffset});
    }
    layered.down = Adjacency(layered.vertexCount(), layered.segments, [](const Segment &s) { return s.upper; });
    layered.up = Adjacency(layered.vertexCount(), layered.segments, [](const Segment &s) { return s.lower; });
    return layered;
}

} // namespace halftone
