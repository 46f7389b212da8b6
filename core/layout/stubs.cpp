// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/stubs.h"

#include "core/layout/adjacency.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr double kStubLength = 11;
constexpr double kBetweenNames = 4, kBesideEdge = 5;
/// Names with less room say nothing.
constexpr double kLeastRoom = 26;

/// How the edges that are drawn whole use a side of a box: they end in its middle.
struct Regular
{
    bool any = false;
    /// Curves that come from the left less those that come from the right.
    int fromLeft = 0;

    void addIncoming(const std::vector<LayoutPoint> &points)
    {
        any = true;
        const std::size_t last = points.size() - 1;
        const double aside = points[last - 3].x - points[last].x;
        fromLeft += aside < 0 ? 1 : aside > 0 ? -1 : 0;
    }
};

/// Where the k-th of `count` stubs leaves a side of a box: beside the regular edges.
struct Spread
{
    double x, room;
};
Spread spread(const LayoutRect &box, const Regular &regular, std::uint32_t count, std::uint32_t k)
{
    const bool besideEdges = regular.any;
    // A single name beside the edges may reach over the corner of the box, on the side where fewer of them pass.
    if (besideEdges && count == 1) {
        const double room = box.width / 2 - kBesideEdge + kStubOverhang, aside = kBesideEdge + room / 2;
        return {box.x + box.width / 2 + (regular.fromLeft > 0 ? aside : -aside), room};
    }
    const std::uint32_t slots = besideEdges ? count + count % 2 : count;
    const double each = box.width / slots;
    // With edges in the middle one stub goes left, the next right, and so on outwards.
    const std::uint32_t slot = !besideEdges ? k : k % 2 == 0 ? slots / 2 - 1 - k / 2 : slots / 2 + k / 2;
    return {box.x + each * (slot + 0.5), each - kBetweenNames};
}

void line(std::vector<LayoutPoint> &points, LayoutPoint from, LayoutPoint to)
{
    points.push_back(from);
    points.push_back({from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3});
    points.push_back({from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3});
    points.push_back(to);
}

} // namespace

std::vector<bool> edgesOfBusyEnds(const LayoutInput &input, int highFanOut, int highFanIn)
{
    std::vector<bool> stubs(input.edges.size(), false);
    const auto nodes = static_cast<std::uint32_t>(input.nodes.size());
    const Adjacency out(nodes, input.edges, [](const LayoutEdge &e) { return e.from; });
    const Adjacency in(nodes, input.edges, [](const LayoutEdge &e) { return e.to; });
    std::vector<std::uint32_t> sorted;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        if (in.of(node).size() > static_cast<std::size_t>(highFanIn))
            for (const std::uint32_t e : in.of(node))
                stubs[e] = true;
        const auto edges = out.of(node);
        if (edges.size() <= static_cast<std::size_t>(highFanOut))
            continue;
        sorted.assign(edges.begin(), edges.end());
        std::stable_sort(
            sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) { return input.edges[a].value < input.edges[b].value; });
        for (std::size_t first = 0, last = 0; first < sorted.size(); first = last) {
            while (last < sorted.size() && input.edges[sorted[last]].value == input.edges[sorted[first]].value)
                ++last;
            if (last - first > static_cast<std::size_t>(highFanOut))
                for (std::size_t i = first; i < last; ++i)
                    stubs[sorted[i]] = true;
        }
    }
    return stubs;
}

void drawStubs(const LayoutInput &input, double extent, LayoutResult &result)
{
    const auto nodes = static_cast<std::uint32_t>(input.nodes.size());
    const Adjacency out(nodes, input.edges, [](const LayoutEdge &e) { return e.from; });
    const Adjacency in(nodes, input.edges, [](const LayoutEdge &e) { return e.to; });
    const double toName = kStubLength + extent / 2;
    std::vector<std::uint32_t> values;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        const LayoutRect &box = result.nodes[node];
        values.clear();
        Regular regular;
        for (const std::uint32_t e : out.of(node)) {
            if (!result.edges[e].isStub)
                regular.any = true;
            else if (values.empty() || values.back() != input.edges[e].value)
                values.push_back(input.edges[e].value);
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        for (const std::uint32_t e : out.of(node)) {
            LayoutRoute &route = result.edges[e];
            if (!route.isStub)
                continue;
            const auto k = std::lower_bound(values.begin(), values.end(), input.edges[e].value) - values.begin();
            const Spread at = spread(box, regular, static_cast<std::uint32_t>(values.size()), static_cast<std::uint32_t>(k));
            route.points.clear();
            line(route.points, {at.x, box.bottom()}, {at.x, box.bottom() + toName});
            route.stubSplit = static_cast<std::uint32_t>(route.points.size());
            route.outgoingRoom = at.room;
        }
    }
    for (std::uint32_t node = 0; node < nodes; ++node) {
        const LayoutRect &box = result.nodes[node];
        std::uint32_t stubs = 0, next = 0;
        Regular regular;
        for (const std::uint32_t e : in.of(node)) {
            if (result.edges[e].isStub)
                ++stubs;
            else
                regular.addIncoming(result.edges[e].points);
        }
        const bool asOne = stubs > 1 && spread(box, regular, stubs, 0).room < kLeastRoom;
        for (const std::uint32_t e : in.of(node)) {
            LayoutRoute &route = result.edges[e];
            if (!route.isStub)
                continue;
            const Spread at = asOne ? spread(box, regular, 1, 0) : spread(box, regular, stubs, next++);
            route.incomingShared = asOne ? stubs : 1;
            line(route.points, {at.x, box.y - toName}, {at.x, box.y});
            route.incomingRoom = at.room;
        }
    }
}

} // namespace halftone
