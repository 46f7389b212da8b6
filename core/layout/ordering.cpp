// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/ordering.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr int kSweeps = 8;
constexpr int kSweepsWithoutGain = 3;
constexpr int kSweepsWithExchanges = 32;
constexpr int kExchangeRounds = 4;

enum class From { Above, Below };

/// Where along its rank the far end of a segment lies: the place of the vertex and of the port on it.
double placeOf(const LayeredGraph &graph, const RankOrder &order, std::uint32_t vertex, double offset)
{
    const double width = graph.width[vertex];
    return order.position[vertex] + (width > 0 ? std::clamp(offset / width, -0.49, 0.49) : 0);
}

template <typename Visit>
void forNeighbours(const LayeredGraph &graph, std::uint32_t vertex, From from, Visit &&visit)
{
    if (from == From::Above) {
        for (const std::uint32_t s : graph.up.of(vertex))
            visit(graph.segments[s].upper, graph.segments[s].upperOffset, graph.segments[s].lowerOffset);
    } else {
        for (const std::uint32_t s : graph.down.of(vertex))
            visit(graph.segments[s].lower, graph.segments[s].lowerOffset, graph.segments[s].upperOffset);
    }
}

RankOrder depthFirstOrder(const LayeredGraph &graph, bool mirrored)
{
    const std::uint32_t count = graph.vertexCount();
    RankOrder order;
    order.first.assign(graph.rankCount + 1, 0);
    for (const std::uint32_t rank : graph.rank)
        ++order.first[rank + 1];
    for (std::uint32_t r = 0; r < graph.rankCount; ++r)
        order.first[r + 1] += order.first[r];
    order.sequence.resize(count);
    order.position.assign(count, 0);
    std::vector<std::uint32_t> filled(graph.rankCount, 0), stack;
    std::vector<bool> seen(count, false);
    const auto visit = [&](std::uint32_t root) {
        stack.push_back(root);
        while (!stack.empty()) {
            const std::uint32_t v = stack.back();
            stack.pop_back();
            if (seen[v])
                continue;
            seen[v] = true;
            const std::uint32_t rank = graph.rank[v];
            order.position[v] = filled[rank]++;
            order.sequence[order.first[rank] + order.position[v]] = v;
            const auto down = graph.down.of(v);
            const auto push = [&](std::uint32_t segment) {
                if (!seen[graph.segments[segment].lower])
                    stack.push_back(graph.segments[segment].lower);
            };
            if (mirrored)
                std::for_each(down.begin(), down.end(), push);
            else
                std::for_each(down.rbegin(), down.rend(), push);
        }
    };
    for (std::uint32_t v = 0; v < count; ++v)
        if (!seen[v] && graph.up.of(v).empty())
            visit(v);
    return order;
}

/// Counts inversions between two ranks with a binary indexed tree (Barth, Jünger, Mutzel 2002).
class CrossingCounter
{
public:
    CrossingCounter(const LayeredGraph &graph, const RankOrder &order) : m_graph(graph), m_order(order) { }

    std::uint64_t below(std::uint32_t rank)
    {
        m_ends.clear();
        const auto upper = m_order.rank(rank);
        for (const std::uint32_t v : upper) {
            const auto start = static_cast<std::ptrdiff_t>(m_ends.size());
            for (const std::uint32_t s : m_graph.down.of(v))
                m_ends.push_back(m_order.position[m_graph.segments[s].lower]);
            std::sort(m_ends.begin() + start, m_ends.end());
        }
        if (m_ends.size() < 2 || std::is_sorted(m_ends.begin(), m_ends.end()))
            return 0;
        m_tree.assign(m_order.rank(rank + 1).size() + 1, 0);
        std::uint64_t crossings = 0, inserted = 0;
        for (const std::uint32_t end : m_ends) {
            std::uint64_t notAfter = 0;
            for (std::uint32_t i = end + 1; i > 0; i &= i - 1)
                notAfter += m_tree[i];
            crossings += inserted++ - notAfter;
            for (std::uint32_t i = end + 1; i < m_tree.size(); i += i & (~i + 1))
                ++m_tree[i];
        }
        return crossings;
    }

private:
    const LayeredGraph &m_graph;
    const RankOrder &m_order;
    std::vector<std::uint32_t> m_ends;
    std::vector<std::uint32_t> m_tree;
};

/// Sorts one rank by the mean place of its neighbours; vertices without any keep their slot.
void sortByBarycentre(
    const LayeredGraph &graph, RankOrder &order, std::uint32_t rank, From from, std::vector<std::pair<double, std::uint32_t>> &scratch)
{
    const auto vertices = order.rank(rank);
    if (vertices.size() < 2)
        return;
    scratch.clear();
    std::vector<bool> keeps(vertices.size(), false);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        double sum = 0;
        int neighbours = 0;
        forNeighbours(graph, vertices[i], from, [&](std::uint32_t other, double offset, double) {
            sum += placeOf(graph, order, other, offset);
            ++neighbours;
        });
        if (neighbours == 0)
            keeps[i] = true;
        else
            scratch.emplace_back(sum / neighbours, vertices[i]);
    }
    std::stable_sort(scratch.begin(), scratch.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::size_t next = 0;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        if (!keeps[i])
            vertices[i] = scratch[next++].second;
        order.position[vertices[i]] = static_cast<std::uint32_t>(i);
    }
}

/// Crossings saved by putting `right` before its left neighbour `left`.
std::int64_t exchangeGain(const LayeredGraph &graph, const RankOrder &order, std::uint32_t left, std::uint32_t right)
{
    std::int64_t gain = 0;
    for (const From from : {From::Above, From::Below})
        forNeighbours(graph, left, from, [&](std::uint32_t a, double aOffset, double) {
            const double aPlace = placeOf(graph, order, a, aOffset);
            forNeighbours(graph, right, from, [&](std::uint32_t b, double bOffset, double) {
                const double bPlace = placeOf(graph, order, b, bOffset);
                gain += aPlace > bPlace ? 1 : aPlace < bPlace ? -1 : 0;
            });
        });
    return gain;
}

bool exchangeNeighbours(const LayeredGraph &graph, RankOrder &order, std::uint32_t rank)
{
    constexpr std::size_t kMaxDegree = 32;
    bool changed = false;
    const auto vertices = order.rank(rank);
    for (std::size_t i = 0; i + 1 < vertices.size(); ++i) {
        std::uint32_t &left = vertices[i], &right = vertices[i + 1];
        if (graph.up.of(left).size() + graph.down.of(left).size() > kMaxDegree
            || graph.up.of(right).size() + graph.down.of(right).size() > kMaxDegree)
            continue;
        if (exchangeGain(graph, order, left, right) <= 0)
            continue;
        std::swap(left, right);
        std::swap(order.position[left], order.position[right]);
        changed = true;
    }
    return changed;
}

} // namespace

std::uint64_t countCrossings(const LayeredGraph &graph, const RankOrder &order)
{
    CrossingCounter counter(graph, order);
    std::uint64_t crossings = 0;
    for (std::uint32_t r = 0; r + 1 < graph.rankCount; ++r)
        crossings += counter.below(r);
    return crossings;
}

Result<RankOrder> orderRanks(const LayeredGraph &graph, OrderSearch search, Progress &progress)
{
    RankOrder best = depthFirstOrder(graph, search == OrderSearch::Mirrored);
    std::uint64_t fewest = countCrossings(graph, best);
    RankOrder current = best;
    std::vector<std::pair<double, std::uint32_t>> scratch;
    const int sweeps = search == OrderSearch::Sweeps ? kSweeps : kSweepsWithExchanges;
    const auto exchange = [&](RankOrder &order) {
        bool changed = true;
        for (int round = 0; round < kExchangeRounds && changed && !progress.cancelled(); ++round) {
            changed = false;
            for (std::uint32_t r = 0; r < graph.rankCount && !progress.cancelled(); ++r)
                changed = exchangeNeighbours(graph, order, r) || changed;
        }
    };
    const auto keep = [&](const RankOrder &order) {
        const std::uint64_t crossings = countCrossings(graph, order);
        if (crossings >= fewest)
            return false;
        fewest = crossings;
        best = order;
        return true;
    };
    int withoutGain = 0;
    for (int sweep = 0; sweep < sweeps && fewest > 0 && withoutGain < kSweepsWithoutGain; ++sweep) {
        if (sweep % 2 == 0) {
            for (std::uint32_t r = 1; r < graph.rankCount && !progress.cancelled(); ++r)
                sortByBarycentre(graph, current, r, From::Above, scratch);
        } else {
            for (std::uint32_t r = graph.rankCount - 1; r-- > 0 && !progress.cancelled();)
                sortByBarycentre(graph, current, r, From::Below, scratch);
        }
        if (search != OrderSearch::Sweeps)
            exchange(current);
        const bool gained = keep(current);
        if (progress.cancelled())
            return Error(errc::kCancelled);
        withoutGain = gained ? 0 : withoutGain + 1;
    }
    if (fewest > 0)
        exchange(best);
    if (progress.cancelled())
        return Error(errc::kCancelled);
    return best;
}

} // namespace halftone
