// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/layout.h"

#include "core/layout/hierarchy.h"
#include "core/layout/stubs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace halftone {

namespace {

/// Length that a stub's name takes along the flow: its height when drawn downwards, its width when drawn to the right.
constexpr double kStubDown = 16, kStubRight = 72;

LayoutInput transposed(LayoutInput input)
{
    for (LayoutNode &node : input.nodes)
        std::swap(node.width, node.height);
    for (LayoutEdge &edge : input.edges)
        std::swap(edge.labelWidth, edge.labelHeight);
    return input;
}

LayoutOptions optionsFor(LayoutOptions options, std::size_t boxes)
{
    if (boxes < options.wholeBelow) {
        options.longEdgeRanks = options.highFanOut = options.highFanIn = std::numeric_limits<int>::max();
        options.farSideways = std::numeric_limits<double>::infinity();
    }
    return options;
}

/// Works with downward flow throughout; `m_horizontal` only says on which side the titles of frames are.
class Driver
{
public:
    Driver(const LayoutInput &input, const LayoutOptions &options, Progress &progress)
        : m_input(input)
        , m_options(optionsFor(options, input.nodes.size()))
        , m_progress(progress)
        , m_extent(options.horizontal ? kStubRight : kStubDown)
        , m_hierarchy(input, edgesOfBusyEnds(input, m_options.highFanOut, m_options.highFanIn))
    {
    }

    Result<LayoutResult> run()
    {
        HALFTONE_CHECK(layoutLevels());
        placeGroups();
        joinRoutes();
        drawStubs(m_input, m_extent, m_result);
        return std::move(m_result);
    }

private:
    Status layoutLevels()
    {
        LevelOptions options;
        options.nodeGap = m_options.nodeGap;
        options.rankGap = m_options.rankGap;
        options.stubExtent = m_extent;
        options.longEdgeRanks = static_cast<std::uint32_t>(std::max(1, m_options.longEdgeRanks));
        options.farSideways = m_options.farSideways;
        const std::uint32_t levels = m_hierarchy.levelCount();
        m_layouts.resize(levels);
        m_frames.resize(levels);
        // Children have higher numbers than parents; the root, last in number, comes last.
        for (std::uint32_t i = 0; i < levels; ++i) {
            const std::uint32_t level = i + 1 == levels ? levels - 1 : levels - 2 - i;
            HALFTONE_TRY(m_layouts[level], layoutLevel(m_hierarchy.graphOf(level, m_layouts, m_frames), options, m_progress));
            if (level != m_hierarchy.root())
                m_frames[level] = frameAround(m_layouts[level], m_input.groups[level]);
            if (!m_progress.report(i + 1, levels))
                return Error(errc::kCancelled);
        }
        return {};
    }

    /// Size of the frame; x, y are where the content starts in it.
    LayoutRect frameAround(const LevelLayout &content, const LayoutGroup &group) const
    {
        const double pad = m_options.groupPadding;
        const double headerX = m_options.horizontal ? group.headerHeight : 0, headerY = m_options.horizontal ? 0 : group.headerHeight;
        double width = content.width + 2 * pad + headerX, height = content.height + 2 * pad + headerY;
        double x = pad + headerX, y = pad + headerY;
        if (m_options.horizontal) {
            height = std::max(height, group.minWidth);
        } else if (width < group.minWidth) {
            x += (group.minWidth - width) / 2;
            width = group.minWidth;
        }
        return {x, y, width, height};
    }

    void placeGroups()
    {
        const std::uint32_t root = m_hierarchy.root();
        m_origins.resize(root + 1);
        m_result.groups.resize(root);
        m_result.width = m_layouts[root].width;
        m_result.height = m_layouts[root].height;
        for (std::uint32_t g = 0; g < root; ++g) {
            const std::uint32_t parent = m_hierarchy.parentOf(g);
            LayoutRect rect = m_layouts[parent].vertices[m_hierarchy.vertexOfGroup(g)];
            rect.x += m_origins[parent].x;
            rect.y += m_origins[parent].y;
            m_result.groups[g] = rect;
            m_origins[g] = {rect.x + m_frames[g].x, rect.y + m_frames[g].y};
        }
        m_result.nodes.resize(m_input.nodes.size());
        for (std::uint32_t node = 0; node < m_input.nodes.size(); ++node) {
            const std::uint32_t level = m_hierarchy.levelOf(node);
            LayoutRect rect = m_layouts[level].vertices[m_hierarchy.vertexOfNode(node)];
            rect.x += m_origins[level].x;
            rect.y += m_origins[level].y;
            m_result.nodes[node] = rect;
        }
    }

    void joinRoutes()
    {
        m_result.edges.resize(m_input.edges.size());
        for (std::uint32_t e = 0; e < m_input.edges.size(); ++e) {
            LayoutRoute &route = m_result.edges[e];
            const auto &pieces = m_hierarchy.piecesOf(e);
            route.isStub = pieces.empty() || std::any_of(pieces.begin(), pieces.end(), [&](const Hierarchy::Piece &piece) {
                return m_layouts[piece.level].edges[piece.edge].isStub;
            });
            if (route.isStub)
                continue;
            LevelRoute &first = m_layouts[pieces.front().level].edges[pieces.front().edge];
            const LayoutPoint origin = m_origins[pieces.front().level];
            // Edges of one value share their first piece, and its label is shown once.
            route.hasLabel = std::exchange(first.hasLabel, false);
            route.label = {first.label.x + origin.x, first.label.y + origin.y};
            for (const Hierarchy::Piece &piece : pieces)
                append(route.points, m_layouts[piece.level].edges[piece.edge].points, m_origins[piece.level]);
        }
    }

    /// Continues a route with the next level's piece; between them lies the padding of a frame.
    static void append(std::vector<LayoutPoint> &route, const std::vector<LayoutPoint> &piece, LayoutPoint origin)
    {
        const LayoutPoint start{piece.front().x + origin.x, piece.front().y + origin.y};
        if (!route.empty()) {
            const LayoutPoint last = route.back();
            route.push_back({last.x, last.y + (start.y - last.y) / 3});
            route.push_back({start.x, last.y + (start.y - last.y) * 2 / 3});
        }
        route.push_back(start);
        for (std::size_t i = 1; i < piece.size(); ++i)
            route.push_back({piece[i].x + origin.x, piece[i].y + origin.y});
    }

    const LayoutInput &m_input;
    const LayoutOptions m_options;
    Progress &m_progress;
    double m_extent;
    Hierarchy m_hierarchy;
    std::vector<LevelLayout> m_layouts;
    std::vector<LayoutRect> m_frames;
    std::vector<LayoutPoint> m_origins;
    LayoutResult m_result;
};

void transpose(LayoutResult &result)
{
    const auto flip = [](LayoutRect &rect) {
        std::swap(rect.x, rect.y);
        std::swap(rect.width, rect.height);
    };
    std::for_each(result.nodes.begin(), result.nodes.end(), flip);
    std::for_each(result.groups.begin(), result.groups.end(), flip);
    std::swap(result.width, result.height);
    for (LayoutRoute &route : result.edges) {
        for (LayoutPoint &point : route.points)
            std::swap(point.x, point.y);
        std::swap(route.label.x, route.label.y);
        if (route.isStub)
            route.outgoingRoom = route.incomingRoom = kStubRight;
    }
}

/// Labels and names of stubs may stick out at the left: moves everything so that the picture starts at 0.
void moveToOrigin(const LayoutInput &input, bool horizontal, LayoutResult &result)
{
    double left = 0, right = result.width;
    for (std::size_t e = 0; e < result.edges.size(); ++e) {
        const LayoutRoute &route = result.edges[e];
        if (route.hasLabel) {
            left = std::min(left, route.label.x);
            right = std::max(right, route.label.x + input.edges[e].labelWidth);
        }
        if (route.isStub && horizontal)
            right = std::max(right, route.points[route.stubSplit - 1].x + route.outgoingRoom / 2);
    }
    const auto move = [&](auto &place) { place.x -= left; };
    if (left != 0) {
        std::for_each(result.nodes.begin(), result.nodes.end(), move);
        std::for_each(result.groups.begin(), result.groups.end(), move);
        for (LayoutRoute &route : result.edges) {
            std::for_each(route.points.begin(), route.points.end(), move);
            move(route.label);
        }
    }
    result.width = right - left;
}

} // namespace

Result<LayoutResult> layoutGraph(const LayoutInput &input, const LayoutOptions &options, Progress &progress)
{
    if (!progress.report(0, static_cast<std::int64_t>(input.groups.size()) + 1))
        return Error(errc::kCancelled);
    if (!options.horizontal) {
        HALFTONE_TRY(LayoutResult result, Driver(input, options, progress).run());
        moveToOrigin(input, false, result);
        return result;
    }
    const LayoutInput turned = transposed(input);
    HALFTONE_TRY(LayoutResult result, Driver(turned, options, progress).run());
    transpose(result);
    moveToOrigin(input, true, result);
    return result;
}

} // namespace halftone
