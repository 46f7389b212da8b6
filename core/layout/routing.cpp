// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/routing.h"

#include "core/layout/far_edges.h"
#include "core/layout/label_slots.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// A steep S of many pixels sideways reads better with more height, up to a limit.
constexpr double kSidewaysFree = 160, kSidewaysShare = 0.06, kSidewaysMost = 56;
constexpr double kLabelMargin = 22;
/// A box much lower than its rank hangs at the top of it instead of in the middle.
constexpr double kCentreUpTo = 120;
constexpr double kStraight = 0.25;

/// Appends a vertical line or an S curve with vertical ends.
class Pen
{
public:
    explicit Pen(std::vector<LayoutPoint> &points) : m_points(points) { }
    void start(double x, double y)
    {
        m_points.push_back({x, y});
        m_vertical = false;
    }
    void to(double x, double y)
    {
        const LayoutPoint last = m_points.back();
        const bool vertical = std::abs(last.x - x) < kStraight;
        if (vertical && std::abs(last.y - y) < kStraight)
            return;
        if (vertical && m_vertical)
            m_points.resize(m_points.size() - 3);
        const LayoutPoint from = m_points.back();
        const double middle = (from.y + y) / 2;
        m_points.push_back({from.x, vertical ? from.y + (y - from.y) / 3 : middle});
        m_points.push_back({x, vertical ? from.y + (y - from.y) * 2 / 3 : middle});
        m_points.push_back({x, y});
        m_vertical = vertical;
    }

private:
    std::vector<LayoutPoint> &m_points;
    bool m_vertical = false;
};

double boxTop(const RankBands &bands, std::uint32_t rank, double height)
{
    const double free = bands.bottom[rank] - bands.top[rank] - height;
    return bands.top[rank] + (free > kCentreUpTo ? 0 : free / 2);
}

} // namespace

RankBands stackRanks(const LevelGraph &level, const LayeredGraph &graph, const std::vector<double> &x, const LevelOptions &options)
{
    std::vector<double> height(graph.rankCount, 0), label(graph.rankCount, 0), sideways(graph.rankCount, 0);
    std::vector<bool> outStubs(graph.rankCount, false), inStubs(graph.rankCount, false), empty(graph.rankCount, true);
    for (std::uint32_t v = 0; v < graph.boxes; ++v) {
        const std::uint32_t rank = graph.rank[v];
        height[rank] = std::max(height[rank], level.vertices[v].height);
        outStubs[rank] = outStubs[rank] || level.vertices[v].outStubs > 0;
        inStubs[rank] = inStubs[rank] || level.vertices[v].inStubs > 0;
        if (level.vertices[v].kind == LevelVertex::Kind::Box)
            empty[rank] = false;
    }
    for (std::size_t e = 0; e < level.edges.size(); ++e)
        if (graph.routed[e])
            label[graph.rank[level.edges[e].from]] = std::max(label[graph.rank[level.edges[e].from]], level.edges[e].labelHeight);
    for (const Segment &segment : graph.segments) {
        sideways[graph.rank[segment.upper]] = std::max(sideways[graph.rank[segment.upper]], sidewaysOf(segment, x));
    }

    RankBands bands;
    bands.top.resize(graph.rankCount);
    bands.bottom.resize(graph.rankCount);
    double y = graph.rankCount > 0 && inStubs[0] ? options.stubExtent + kLabelMargin / 2 : 0;
    for (std::uint32_t r = 0; r < graph.rankCount; ++r) {
        bands.top[r] = y;
        y += height[r];
        bands.bottom[r] = y;
        bands.height = y;
        if (r + 1 == graph.rankCount)
            break;
        const bool portsBeside = empty[r] || empty[r + 1];
        double gap = portsBeside ? options.rankGap / 2 : options.rankGap;
        gap = std::max(gap, label[r] > 0 ? label[r] + kLabelMargin : 0);
        gap += std::clamp((sideways[r] - kSidewaysFree) * kSidewaysShare, 0.0, kSidewaysMost);
        gap += (outStubs[r] ? options.stubExtent : 0) + (inStubs[r + 1] ? options.stubExtent : 0);
        y += gap;
    }
    if (graph.rankCount > 0 && outStubs[graph.rankCount - 1])
        bands.height += options.stubExtent + kLabelMargin / 2;
    return bands;
}

LevelLayout routeLevel(const LevelGraph &level, const LayeredGraph &graph, const RankOrder &order, const std::vector<double> &x,
    const RankBands &bands, const LevelOptions &options)
{
    LevelLayout layout;
    layout.height = bands.height;
    double left = graph.boxes > 0 ? x[0] : 0, right = left;
    for (std::uint32_t v = 0; v < x.size(); ++v) {
        left = std::min(left, x[v] - graph.width[v] / 2);
        right = std::max(right, x[v] + graph.width[v] / 2);
    }
    layout.width = right - left;
    layout.vertices.resize(graph.boxes);
    for (std::uint32_t v = 0; v < graph.boxes; ++v) {
        const LevelVertex &vertex = level.vertices[v];
        layout.vertices[v] = {x[v] - vertex.width / 2 - left, boxTop(bands, graph.rank[v], vertex.height), vertex.width, vertex.height};
    }

    LabelSlots slots(bands, options);
    for (std::uint32_t v = 0; v < graph.boxes; ++v)
        slots.reserveStubs(graph.rank[v], layout.vertices[v], level.vertices[v].inStubs, level.vertices[v].outStubs);

    for (const Segment &segment : graph.segments)
        slots.addLine(
            graph.rank[segment.upper], x[segment.upper] + segment.upperOffset - left, x[segment.lower] + segment.lowerOffset - left);
    slots.sortLines();

    layout.edges.resize(level.edges.size());
    // Labels are given out from left to right within a gap, so that the picture does not depend on the edges' numbering.
    std::vector<std::uint32_t> sorted;
    for (std::uint32_t e = 0; e < level.edges.size(); ++e) {
        const LevelEdge &edge = level.edges[e];
        LevelRoute &route = layout.edges[e];
        route.isStub = !graph.routed[e];
        if (route.isStub)
            continue;
        Pen pen(route.points);
        const std::uint32_t fromRank = graph.rank[edge.from], toRank = graph.rank[edge.to];
        double here = x[edge.from] + edge.fromOffset - left;
        pen.start(here, layout.vertices[edge.from].bottom());
        pen.to(here, bands.bottom[fromRank]);
        for (std::uint32_t r = fromRank + 1; r < toRank; ++r) {
            here = x[graph.firstWayPoint[e] + (r - fromRank - 1)] - left;
            pen.to(here, bands.top[r]);
            pen.to(here, bands.bottom[r]);
        }
        here = x[edge.to] + edge.toOffset - left;
        pen.to(here, bands.top[toRank]);
        pen.to(here, layout.vertices[edge.to].y);
        if (edge.labelWidth > 0)
            sorted.push_back(e);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
        [&](std::uint32_t a, std::uint32_t b) { return order.position[level.edges[a].from] < order.position[level.edges[b].from]; });
    for (const std::uint32_t e : sorted) {
        const LevelEdge &edge = level.edges[e];
        const std::uint32_t rank = graph.rank[edge.from];
        const double start = x[edge.from] + edge.fromOffset - left;
        const bool direct = rank + 1 == graph.rank[edge.to];
        const double end = (direct ? x[edge.to] + edge.toOffset : x[graph.firstWayPoint[e]]) - left;
        LevelRoute &route = layout.edges[e];
        route.hasLabel = slots.place(rank, start, end, edge.labelWidth, edge.labelHeight, route.label);
    }
    return layout;
}

} // namespace halftone
