// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/level.h"

#include "core/layout/alignment.h"
#include "core/layout/far_edges.h"
#include "core/layout/layered.h"
#include "core/layout/ordering.h"
#include "core/layout/placement.h"
#include "core/layout/ranking.h"
#include "core/layout/routing.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

/// Long straight runs that pass each other push everything apart: with more times the width that the fullest rank needs, they are
/// given up.
constexpr double kLoose = 3;
/// Ranks with more boxes and lines are always looser than that, if runs pass each other at all; chains stay as straight without.
constexpr std::uint32_t kCrowded = 1000;
/// Up to this many boxes and way points several orders are tried: it takes a few milliseconds.
constexpr std::uint32_t kTryUpTo = 8000;
/// Pixels of way sideways that a crossing is worth.
constexpr double kCrossingCost = 150;

struct Placed
{
    RankOrder order;
    std::vector<double> x;
};

double widthOfFullestRank(const LayeredGraph &graph, const LevelOptions &options)
{
    std::vector<double> width(graph.rankCount, 0);
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        width[graph.rank[v]] += graph.isWayPoint(v) ? options.edgeGap : graph.width[v] + options.nodeGap;
    return width.empty() ? 0 : *std::max_element(width.begin(), width.end());
}

std::uint32_t fullestRank(const RankOrder &order)
{
    std::uint32_t most = 0;
    for (std::size_t r = 0; r + 1 < order.first.size(); ++r)
        most = std::max(most, order.first[r + 1] - order.first[r]);
    return most;
}

/// With as much in line as the width allows.
Result<Placed> placeInOrder(const LayeredGraph &graph, OrderSearch search, const LevelOptions &options, Progress &progress)
{
    Placed placed;
    HALFTONE_TRY(placed.order, orderRanks(graph, search, progress));
    if (fullestRank(placed.order) <= kCrowded) {
        const double widest = kLoose * widthOfFullestRank(graph, options);
        HALFTONE_TRY(
            placed.x, placeVertices(graph, placed.order, alignBlocks(graph, placed.order, Straighten::All), options, widest, progress));
    }
    if (placed.x.empty()) {
        constexpr double kAny = std::numeric_limits<double>::infinity();
        HALFTONE_TRY(
            placed.x, placeVertices(graph, placed.order, alignBlocks(graph, placed.order, Straighten::Chains), options, kAny, progress));
    }
    return placed;
}

double costOf(const LayeredGraph &graph, const Placed &placed)
{
    double cost = kCrossingCost * static_cast<double>(countCrossings(graph, placed.order));
    for (const Segment &segment : graph.segments)
        cost += sidewaysOf(segment, placed.x);
    return cost;
}

Result<Placed> placeWell(const LayeredGraph &graph, const LevelOptions &options, Progress &progress)
{
    HALFTONE_TRY(Placed best, placeInOrder(graph, OrderSearch::Sweeps, options, progress));
    if (graph.vertexCount() > kTryUpTo || countCrossings(graph, best.order) == 0)
        return best;
    double least = costOf(graph, best);
    for (const OrderSearch search : {OrderSearch::Exchanges, OrderSearch::Mirrored}) {
        HALFTONE_TRY(Placed other, placeInOrder(graph, search, options, progress));
        if (const double cost = costOf(graph, other); cost < least) {
            least = cost;
            best = std::move(other);
        }
    }
    return best;
}

} // namespace

Result<LevelLayout> layoutLevel(LevelGraph graph, const LevelOptions &options, Progress &progress)
{
    if (progress.cancelled())
        return Error(errc::kCancelled);
    const Ranking ranking = rankVertices(graph, options);
    if (progress.cancelled())
        return Error(errc::kCancelled);
    LayeredGraph layered = buildLayered(graph, ranking, options.longEdgeRanks);
    HALFTONE_TRY(const Placed placed, placeWell(layered, options, progress));
    dropFarEdges(graph, layered, placed.x, options.farSideways);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const LevelEdge &edge = graph.edges[e];
        if (layered.routed[e] || edge.rankOnly)
            continue;
        graph.vertices[edge.from].outStubs += edge.startsHere ? 1 : 0;
        graph.vertices[edge.to].inStubs += edge.endsHere ? 1 : 0;
    }
    const RankBands bands = stackRanks(graph, layered, placed.x, options);
    return routeLevel(graph, layered, placed.order, placed.x, bands, options);
}

} // namespace halftone
