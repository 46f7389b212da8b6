// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/level.h"

#include "core/layout/alignment.h"
#include "core/layout/layered.h"
#include "core/layout/ordering.h"
#include "core/layout/placement.h"
#include "core/layout/ranking.h"
#include "core/layout/routing.h"

namespace halftone {

Result<LevelLayout> layoutLevel(LevelGraph graph, const LevelOptions &options, Progress &progress)
{
    if (progress.cancelled())
        return Error(errc::kCancelled);
    const Ranking ranking = rankVertices(graph, options);
    if (progress.cancelled())
        return Error(errc::kCancelled);
    const LayeredGraph layered = buildLayered(graph, ranking, options.longEdgeRanks);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const LevelEdge &edge = graph.edges[e];
        if (layered.routed[e] || edge.rankOnly)
            continue;
        graph.vertices[edge.from].outStubs += edge.startsHere ? 1 : 0;
        graph.vertices[edge.to].inStubs += edge.endsHere ? 1 : 0;
    }
    HALFTONE_TRY(const RankOrder order, orderRanks(layered, progress));
    const Alignment alignment = alignBlocks(layered, order);
    if (progress.cancelled())
        return Error(errc::kCancelled);
    HALFTONE_TRY(const std::vector<double> x, placeVertices(layered, order, alignment, options, progress));
    const RankBands bands = stackRanks(graph, layered, x, options);
    return routeLevel(graph, layered, order, x, bands, options);
}

} // namespace halftone
