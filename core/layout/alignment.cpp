// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/alignment.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace halftone {

namespace {

/// Weight of the boxes on the heaviest path through each segment.
std::vector<std::uint32_t> pathLengths(const LayeredGraph &graph, const RankOrder &order)
{
    std::vector<std::uint32_t> above(graph.vertexCount(), 0), below(graph.vertexCount(), 0);
    for (const std::uint32_t v : order.sequence) {
        std::uint32_t longest = 0;
        for (const std::uint32_t s : graph.up.of(v))
            longest = std::max(longest, above[graph.segments[s].upper]);
        above[v] = longest + (graph.isWayPoint(v) ? 0 : graph.weight[v]);
    }
    for (auto it = order.sequence.rbegin(); it != order.sequence.rend(); ++it) {
        std::uint32_t longest = 0;
        for (const std::uint32_t s : graph.down.of(*it))
            longest = std::max(longest, below[graph.segments[s].lower]);
        below[*it] = longest + (graph.isWayPoint(*it) ? 0 : graph.weight[*it]);
    }
    std::vector<std::uint32_t> lengths(graph.segments.size());
    for (std::size_t s = 0; s < lengths.size(); ++s)
        lengths[s] = above[graph.segments[s].upper] + below[graph.segments[s].lower];
    return lengths;
}

/// Distance of a segment from the middle of the ends it competes with: of three equal branches the middle one goes straight.
std::uint32_t distanceFromMiddle(const LayeredGraph &graph, const RankOrder &order, std::uint32_t segment)
{
    const auto offMiddle = [&](std::span<const std::uint32_t> rivals, auto &&placeOfRival) {
        std::uint32_t before = 0, after = 0;
        for (const std::uint32_t rival : rivals) {
            before += placeOfRival(rival) < placeOfRival(segment) ? 1 : 0;
            after += placeOfRival(rival) > placeOfRival(segment) ? 1 : 0;
        }
        return before > after ? before - after : after - before;
    };
    const Segment &own = graph.segments[segment];
    return offMiddle(graph.down.of(own.upper), [&](std::uint32_t s) { return order.position[graph.segments[s].lower]; })
        + offMiddle(graph.up.of(own.lower), [&](std::uint32_t s) { return order.position[graph.segments[s].upper]; });
}

/// Straight segments between two ranks, ordered: a new one must not cross them.
class Gap
{
public:
    bool insert(std::uint32_t upper, std::uint32_t lower)
    {
        const auto next = std::lower_bound(m_segments.begin(), m_segments.end(), std::pair(upper, lower));
        if (next != m_segments.end() && next->second <= lower)
            return false;
        if (next != m_segments.begin() && std::prev(next)->second >= lower)
            return false;
        m_segments.insert(next, {upper, lower});
        return true;
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_segments;
};

} // namespace

Alignment alignBlocks(const LayeredGraph &graph, const RankOrder &order, Straighten what)
{
    struct Candidate
    {
        std::uint32_t length = 0, rank = 0, offMiddle = 0, segment = 0;
        bool inner = false;
    };
    const std::vector<std::uint32_t> lengths = pathLengths(graph, order);
    std::vector<Candidate> candidates(graph.segments.size());
    for (std::uint32_t s = 0; s < candidates.size(); ++s) {
        const Segment &segment = graph.segments[s];
        candidates[s] = {lengths[s], graph.rank[segment.upper], distanceFromMiddle(graph, order, s), s,
            graph.isWayPoint(segment.upper) && graph.isWayPoint(segment.lower)};
    }
    if (what == Straighten::Chains && !candidates.empty()) {
        const std::uint32_t longest = *std::max_element(lengths.begin(), lengths.end());
        // Where everything is equally heavy nothing is the main path.
        const bool hasMain
            = static_cast<std::size_t>(std::count(lengths.begin(), lengths.end(), longest)) <= 2 * std::size_t(graph.rankCount);
        std::erase_if(candidates, [&](const Candidate &candidate) {
            const Segment &segment = graph.segments[candidate.segment];
            const bool alone = graph.down.of(segment.upper).size() == 1 && graph.up.of(segment.lower).size() == 1;
            return !(hasMain && candidate.length == longest) && !candidate.inner && !alone;
        });
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::tuple(b.length, a.rank, b.inner, a.offMiddle, a.segment)
            < std::tuple(a.length, b.rank, a.inner, b.offMiddle, b.segment);
    });

    std::vector<std::uint32_t> alignedBelow(graph.vertexCount(), kNoVertex), segmentAbove(graph.vertexCount(), kNoVertex);
    /// Straight segments above a vertex, in one line.
    std::vector<std::uint32_t> run(graph.vertexCount(), 0);
    std::vector<Gap> gaps(graph.rankCount);
    Alignment alignment;
    alignment.straight.assign(graph.segments.size(), false);
    const auto align = [&](const Candidate &candidate) {
        const Segment &segment = graph.segments[candidate.segment];
        if (alignedBelow[segment.upper] != kNoVertex || segmentAbove[segment.lower] != kNoVertex)
            return;
        if (!gaps[candidate.rank].insert(order.position[segment.upper], order.position[segment.lower]))
            return;
        alignedBelow[segment.upper] = segment.lower;
        segmentAbove[segment.lower] = candidate.segment;
        run[segment.lower] = run[segment.upper] + 1;
        alignment.straight[candidate.segment] = true;
    };
    // Of paths equally heavy, the one that has run straight for longest goes on: otherwise every diamond would shift the main
    // path sideways.
    for (std::size_t first = 0, last = 0; first < candidates.size(); first = last) {
        while (last < candidates.size() && candidates[last].length == candidates[first].length
            && candidates[last].rank == candidates[first].rank)
            ++last;
        if (last - first > 1)
            std::stable_sort(candidates.begin() + static_cast<std::ptrdiff_t>(first),
                candidates.begin() + static_cast<std::ptrdiff_t>(last), [&](const Candidate &a, const Candidate &b) {
                    return run[graph.segments[a.segment].upper] > run[graph.segments[b.segment].upper];
                });
        for (std::size_t i = first; i < last; ++i)
            align(candidates[i]);
    }

    alignment.block.assign(graph.vertexCount(), 0);
    alignment.shift.assign(graph.vertexCount(), 0);
    for (const std::uint32_t v : order.sequence) {
        if (segmentAbove[v] == kNoVertex) {
            alignment.block[v] = alignment.blockCount++;
            continue;
        }
        const Segment &segment = graph.segments[segmentAbove[v]];
        alignment.block[v] = alignment.block[segment.upper];
        alignment.shift[v] = alignment.shift[segment.upper] + segment.upperOffset - segment.lowerOffset;
    }
    alignment.main.assign(alignment.blockCount, false);
    for (std::size_t i = 0; i < candidates.size() && candidates[i].length == candidates[0].length; ++i) {
        alignment.main[alignment.block[graph.segments[candidates[i].segment].upper]] = true;
        alignment.main[alignment.block[graph.segments[candidates[i].segment].lower]] = true;
    }
    return alignment;
}

} // namespace halftone
