// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/placement.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

constexpr int kRounds = 8, kRoundsOfMany = 3;
constexpr std::size_t kMany = 50'000;
/// A line that passes a box keeps off the label below it, unless that is very wide.
constexpr double kBesideLabel = 13, kWidestLabel = 110;

/// block `right` is at least `distance` to the right of block `left`.
struct Separation
{
    std::uint32_t left = 0, right = 0;
    double distance = 0;
};

/// A bent segment as a wish: this block at the x of `other` plus `offset`.
struct Pull
{
    std::uint32_t block = 0, other = 0;
    double offset = 0;
    double weight = 1;
};

/// Least distance between the middles of two neighbours in a rank.
double distanceOf(const LayeredGraph &graph, std::uint32_t a, std::uint32_t b, const LevelOptions &options)
{
    const double halves = (graph.width[a] + graph.width[b]) / 2;
    if (graph.isWayPoint(a) && graph.isWayPoint(b))
        return halves + options.edgeGap;
    if (!graph.isWayPoint(a) && !graph.isWayPoint(b))
        return halves + options.nodeGap;
    const double label = std::min(graph.labelWidth[graph.isWayPoint(a) ? b : a], kWidestLabel);
    return std::max(halves + (options.nodeGap + options.edgeGap) / 2, label > 0 ? label + kBesideLabel : 0);
}

std::vector<Separation> separations(
    const LayeredGraph &graph, const RankOrder &order, const Alignment &alignment, const LevelOptions &options)
{
    std::vector<Separation> result;
    result.reserve(graph.vertexCount());
    for (std::uint32_t r = 0; r < graph.rankCount; ++r) {
        const auto vertices = order.rank(r);
        for (std::size_t i = 1; i < vertices.size(); ++i) {
            const std::uint32_t a = vertices[i - 1], b = vertices[i];
            const double distance = distanceOf(graph, a, b, options) + alignment.shift[a] - alignment.shift[b];
            result.push_back({alignment.block[a], alignment.block[b], distance});
        }
    }
    return result;
}

std::vector<Pull> pulls(const LayeredGraph &graph, const Alignment &alignment)
{
    std::vector<Pull> result;
    for (std::uint32_t s = 0; s < graph.segments.size(); ++s) {
        const Segment &segment = graph.segments[s];
        const std::uint32_t a = alignment.block[segment.upper], b = alignment.block[segment.lower];
        if (a == b)
            continue;
        const int lines = (graph.isWayPoint(segment.upper) ? 1 : 0) + (graph.isWayPoint(segment.lower) ? 1 : 0);
        const double weight = lines == 0 ? 1 : lines == 1 ? 2 : 8;
        const double offset = alignment.shift[segment.lower] + segment.lowerOffset - alignment.shift[segment.upper] - segment.upperOffset;
        result.push_back({a, b, offset, weight});
        result.push_back({b, a, -offset, weight});
    }
    return result;
}

/// Blocks such that every separation goes forward. (Blocks are vertical and never cross, so "left of" has no cycle.)
std::vector<std::uint32_t> leftToRight(std::uint32_t blocks, const std::vector<Separation> &constraints, const Adjacency &fromLeft)
{
    std::vector<std::uint32_t> missing(blocks, 0), result;
    result.reserve(blocks);
    for (const Separation &constraint : constraints)
        ++missing[constraint.right];
    for (std::uint32_t b = 0; b < blocks; ++b)
        if (missing[b] == 0)
            result.push_back(b);
    for (std::size_t head = 0; head < result.size(); ++head)
        for (const std::uint32_t c : fromLeft.of(result[head]))
            if (--missing[constraints[c].right] == 0)
                result.push_back(constraints[c].right);
    return result;
}

class Placer
{
public:
    Placer(std::uint32_t blocks, std::vector<bool> main, std::vector<Separation> constraints, std::vector<Pull> pulls)
        : m_main(std::move(main))
        , m_constraints(std::move(constraints))
        , m_pulls(std::move(pulls))
        , m_fromLeft(blocks, m_constraints, [](const Separation &s) { return s.left; })
        , m_fromRight(blocks, m_constraints, [](const Separation &s) { return s.right; })
        , m_pullsOf(blocks, m_pulls, [](const Pull &p) { return p.block; })
        , m_order(leftToRight(blocks, m_constraints, m_fromLeft))
        , m_x(blocks, 0)
    {
    }

    /// Width between the outermost blocks.
    double pack()
    {
        packAroundMain();
        const auto [left, right] = std::minmax_element(m_x.begin(), m_x.end());
        return m_x.empty() ? 0 : *right - *left;
    }

    bool run(Progress &progress)
    {
        const int rounds = m_x.size() > kMany ? kRoundsOfMany : kRounds;
        for (int round = 0; round < rounds; ++round) {
            double moved = 0;
            for (auto it = m_order.rbegin(); it != m_order.rend(); ++it)
                moved += relax(*it);
            for (const std::uint32_t block : m_order)
                moved += relax(block);
            if (progress.cancelled())
                return false;
            if (moved < 1)
                break;
        }
        return true;
    }

    double x(std::uint32_t block) const { return m_x[block]; }

private:
    /// The main path at 0; what is right of it packed to the left, what is left of it packed to the right.
    void packAroundMain()
    {
        constexpr double kUnplaced = -std::numeric_limits<double>::infinity();
        std::fill(m_x.begin(), m_x.end(), kUnplaced);
        for (const std::uint32_t block : m_order)
            m_x[block] = m_main[block] ? std::max(lowest(block), 0.0) : lowest(block);
        for (auto it = m_order.rbegin(); it != m_order.rend(); ++it)
            if (m_x[*it] == kUnplaced)
                m_x[*it] = std::min(highest(*it), 0.0);
    }

    double lowest(std::uint32_t block) const
    {
        double x = -std::numeric_limits<double>::infinity();
        for (const std::uint32_t c : m_fromRight.of(block))
            x = std::max(x, m_x[m_constraints[c].left] + m_constraints[c].distance);
        return x;
    }
    double highest(std::uint32_t block) const
    {
        double x = std::numeric_limits<double>::infinity();
        for (const std::uint32_t c : m_fromLeft.of(block))
            x = std::min(x, m_x[m_constraints[c].right] - m_constraints[c].distance);
        return x;
    }

    /// Moves the block to the weighted median of its wishes as far as its neighbours allow; returns the distance.
    double relax(std::uint32_t block)
    {
        const auto wishes = m_pullsOf.of(block);
        if (wishes.empty())
            return 0;
        m_scratch.clear();
        double total = 0;
        for (const std::uint32_t p : wishes) {
            m_scratch.emplace_back(m_x[m_pulls[p].other] + m_pulls[p].offset, m_pulls[p].weight);
            total += m_pulls[p].weight;
        }
        std::sort(m_scratch.begin(), m_scratch.end());
        double below = 0;
        std::size_t i = 0;
        while (below + m_scratch[i].second < total / 2)
            below += m_scratch[i++].second;
        double wish = m_scratch[i].first;
        if (below + m_scratch[i].second == total / 2 && i + 1 < m_scratch.size())
            wish = (wish + m_scratch[i + 1].first) / 2;
        const double low = lowest(block), high = highest(block);
        const double next = std::max(low, std::min(wish, high));
        const double distance = next > m_x[block] ? next - m_x[block] : m_x[block] - next;
        m_x[block] = next;
        return distance;
    }

    std::vector<bool> m_main;
    std::vector<Separation> m_constraints;
    std::vector<Pull> m_pulls;
    Adjacency m_fromLeft, m_fromRight, m_pullsOf;
    std::vector<std::uint32_t> m_order;
    std::vector<double> m_x;
    std::vector<std::pair<double, double>> m_scratch;
};

} // namespace

Result<std::vector<double>> placeVertices(const LayeredGraph &graph, const RankOrder &order, const Alignment &alignment,
    const LevelOptions &options, double widest, Progress &progress)
{
    Placer placer(alignment.blockCount, alignment.main, separations(graph, order, alignment, options), pulls(graph, alignment));
    if (placer.pack() > widest)
        return std::vector<double>();
    if (!placer.run(progress))
        return Error(errc::kCancelled);
    std::vector<double> x(graph.vertexCount());
    for (std::uint32_t v = 0; v < x.size(); ++v)
        x[v] = placer.x(alignment.block[v]) + alignment.shift[v];
    return x;
}

} // namespace halftone
