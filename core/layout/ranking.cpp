// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/ranking.h"

#include "core/layout/adjacency.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::uint32_t kUnplaced = 0xffffffffU;

/// A topological order; where only cycles are left, the vertex with the smallest index goes first.
std::vector<std::uint32_t> topologicalOrder(const LevelGraph &graph, const Adjacency &out)
{
    const auto count = static_cast<std::uint32_t>(graph.vertices.size());
    std::vector<std::uint32_t> missing(count, 0), order;
    std::vector<bool> placed(count, false);
    order.reserve(count);
    for (const LevelEdge &edge : graph.edges)
        ++missing[edge.to];
    const auto place = [&](std::uint32_t vertex) {
        placed[vertex] = true;
        order.push_back(vertex);
    };
    for (std::uint32_t v = 0; v < count; ++v)
        if (missing[v] == 0)
            place(v);
    std::uint32_t nextOnCycle = 0;
    for (std::size_t head = 0; order.size() < count || head < order.size();) {
        if (head == order.size()) {
            while (placed[nextOnCycle])
                ++nextOnCycle;
            place(nextOnCycle);
        }
        for (const std::uint32_t edge : out.of(order[head])) {
            const std::uint32_t to = graph.edges[edge].to;
            if (--missing[to] == 0 && !placed[to])
                place(to);
        }
        ++head;
    }
    return order;
}

/// Breaks ranks that are too wide into several rows: boxes of one rank never depend on each other.
void splitWideRanks(const LevelGraph &graph, std::uint32_t widest, Ranking &ranking)
{
    std::vector<std::uint32_t> population(ranking.count, 0);
    for (const std::uint32_t rank : ranking.rank)
        ++population[rank];
    if (std::none_of(population.begin(), population.end(), [&](std::uint32_t n) { return n > widest; }))
        return;
    std::vector<std::uint32_t> first(ranking.count, 0), seen(ranking.count, 0);
    std::uint32_t next = 0;
    for (std::uint32_t rank = 0; rank < ranking.count; ++rank) {
        first[rank] = next;
        next += std::max(1U, (population[rank] + widest - 1) / widest);
    }
    for (std::uint32_t v = 0; v < graph.vertices.size(); ++v) {
        const std::uint32_t rank = ranking.rank[v];
        ranking.rank[v] = first[rank] + seen[rank]++ / widest;
    }
    ranking.count = next;
}

} // namespace

Ranking rankVertices(const LevelGraph &graph, const LevelOptions &options)
{
    const auto count = static_cast<std::uint32_t>(graph.vertices.size());
    const Adjacency out(count, graph.edges, [](const LevelEdge &e) { return e.from; });
    const Adjacency in(count, graph.edges, [](const LevelEdge &e) { return e.to; });
    const std::vector<std::uint32_t> order = topologicalOrder(graph, out);
    std::vector<std::uint32_t> place(count);
    for (std::uint32_t i = 0; i < count; ++i)
        place[order[i]] = i;

    Ranking ranking;
    ranking.rank.assign(count, 0);
    ranking.back.assign(graph.edges.size(), false);
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e)
        ranking.back[e] = place[graph.edges[e].from] >= place[graph.edges[e].to];

    const auto isPort = [&](std::uint32_t v) { return graph.vertices[v].kind != LevelVertex::Kind::Box; };
    std::uint32_t last = 0;
    for (const std::uint32_t v : order) {
        if (isPort(v))
            continue;
        for (const std::uint32_t e : in.of(v))
            if (!ranking.back[e] && !isPort(graph.edges[e].from))
                ranking.rank[v] = std::max(ranking.rank[v], ranking.rank[graph.edges[e].from] + 1);
        last = std::max(last, ranking.rank[v]);
    }

    // A vertex floats while nothing above it would be stretched by moving it down together with what feeds it.
    std::vector<bool> floats(count, false);
    std::vector<std::uint32_t> outDegree(count, 0), inDegree(count, 0);
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
        if (ranking.back[e] || graph.edges[e].rankOnly)
            continue;
        ++outDegree[graph.edges[e].from];
        ++inDegree[graph.edges[e].to];
    }
    for (const std::uint32_t v : order) {
        const auto edges = in.of(v);
        floats[v] = !isPort(v) && std::all_of(edges.begin(), edges.end(), [&](std::uint32_t e) {
            const std::uint32_t from = graph.edges[e].from;
            return ranking.back[e] || (floats[from] && outDegree[from] == 1);
        });
    }
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        if (isPort(*it) || outDegree[*it] == 0 || (!floats[*it] && outDegree[*it] <= inDegree[*it]))
            continue;
        std::uint32_t lowest = kUnplaced;
        for (const std::uint32_t e : out.of(*it))
            if (!ranking.back[e] && !isPort(graph.edges[e].to))
                lowest = std::min(lowest, ranking.rank[graph.edges[e].to] - 1);
        if (lowest != kUnplaced)
            ranking.rank[*it] = std::max(ranking.rank[*it], lowest);
    }

    bool hasIn = false, hasOut = false;
    for (const LevelVertex &vertex : graph.vertices) {
        hasIn = hasIn || vertex.kind == LevelVertex::Kind::PortIn;
        hasOut = hasOut || vertex.kind == LevelVertex::Kind::PortOut;
    }
    ranking.count = count == 0 ? 0 : last + 1 + (hasIn ? 1 : 0) + (hasOut ? 1 : 0);
    for (std::uint32_t v = 0; v < count; ++v) {
        const LevelVertex::Kind kind = graph.vertices[v].kind;
        ranking.rank[v] = kind == LevelVertex::Kind::PortIn ? 0
            : kind == LevelVertex::Kind::PortOut            ? ranking.count - 1
                                                            : ranking.rank[v] + (hasIn ? 1 : 0);
    }
    splitWideRanks(graph, options.widestRank, ranking);
    return ranking;
}

} // namespace halftone
