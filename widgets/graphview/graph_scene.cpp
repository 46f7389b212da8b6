// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_scene.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr double kMargin = 40;

LayoutRect boundsOf(const LayoutRoute &route)
{
    if (route.points.empty())
        return {};
    double left = route.points[0].x, right = left, top = route.points[0].y, bottom = top;
    for (const LayoutPoint &p : route.points) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
    return {left, top, right - left, bottom - top};
}

double distanceToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length2 = QPointF::dotProduct(along, along);
    const double t = length2 > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / length2, 0.0, 1.0) : 0;
    const QPointF off = p - (a + along * t);
    return std::hypot(off.x(), off.y());
}

double distanceToCurve(QPointF p, const LayoutPoint *c)
{
    constexpr int kSteps = 12;
    double nearest = 1e30;
    QPointF previous(c[0].x, c[0].y);
    for (int i = 1; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps, s = 1 - t;
        const double w0 = s * s * s, w1 = 3 * s * s * t, w2 = 3 * s * t * t, w3 = t * t * t;
        const QPointF point(w0 * c[0].x + w1 * c[1].x + w2 * c[2].x + w3 * c[3].x, w0 * c[0].y + w1 * c[1].y + w2 * c[2].y + w3 * c[3].y);
        nearest = std::min(nearest, distanceToSegment(p, previous, point));
        previous = point;
    }
    return nearest;
}

} // namespace

Result<std::shared_ptr<const GraphScene>> GraphScene::build(SceneRequest request, const TextMeasurer &measurer, Progress &progress)
{
    auto scene = std::make_shared<GraphScene>();
    scene->m_request = std::move(request);
    const SceneRequest &from = scene->m_request;
    scene->m_expanded = expandBodies(*from.model, from.graph, from.boxes.expanded);
    scene->m_content
        = buildGraphBoxes(*from.model, scene->graph(), from.facts.get(), from.boxes, scene->m_metrics, measurer, scene->expanded());
    LayoutOptions options;
    options.horizontal = from.horizontal;
    HALFTONE_TRY(scene->m_layout, layoutGraph(scene->m_content.layout, options, progress));
    scene->index();
    return std::shared_ptr<const GraphScene>(std::move(scene));
}

void GraphScene::index()
{
    m_boxIndex = SpatialIndex(m_layout.nodes);
    std::vector<LayoutRect> routes;
    routes.reserve(m_layout.edges.size());
    for (const LayoutRoute &route : m_layout.edges)
        routes.push_back(route.isStub ? LayoutRect{0, 0, -1, -1} : boundsOf(route));
    m_edgeIndex = SpatialIndex(std::move(routes));
    m_out = Adjacency(boxCount(), m_content.edges, [](const BoxEdge &e) { return e.from; });
    m_in = Adjacency(boxCount(), m_content.edges, [](const BoxEdge &e) { return e.to; });
    m_byValue = Adjacency(static_cast<std::uint32_t>(graph().values().size()), m_content.edges, [](const BoxEdge &e) { return e.value; });
}

QRectF GraphScene::boxRect(std::uint32_t index) const
{
    const LayoutRect &r = m_layout.nodes[index];
    return {r.x, r.y, r.width, r.height};
}

QRectF GraphScene::bounds() const { return QRectF(0, 0, m_layout.width, m_layout.height).adjusted(-kMargin, -kMargin, kMargin, kMargin); }

QRectF GraphScene::badgeRect(std::uint32_t index) const
{
    const GraphBox &box = m_content.boxes[index];
    if (box.kind != GraphBox::Kind::Node && box.kind != GraphBox::Kind::Scope)
        return {};
    const QRectF rect = boxRect(index);
    constexpr double kInset = 4;
    return {rect.right() - m_metrics.badgeWidth - kInset, rect.top() + kInset, m_metrics.badgeWidth, m_metrics.headerHeight - 2 * kInset};
}

QRectF GraphScene::rowRect(std::uint32_t index, std::uint32_t row) const
{
    const QRectF rect = boxRect(index);
    return {rect.left(), rect.top() + m_metrics.headerHeight + m_metrics.bodyPadding + row * m_metrics.rowHeight, rect.width(),
        m_metrics.rowHeight};
}

QRectF GraphScene::labelRect(std::uint32_t edge) const
{
    const LayoutRoute &route = m_layout.edges[edge];
    const LayoutEdge &size = m_content.layout.edges[edge];
    return route.hasLabel ? QRectF(route.label.x, route.label.y, size.labelWidth, size.labelHeight) : QRectF();
}

QRectF GraphScene::stubNameRect(std::uint32_t edge, bool incoming) const
{
    const LayoutRoute &route = m_layout.edges[edge];
    if (!route.isStub || route.points.empty())
        return {};
    const LayoutPoint at = route.points[incoming ? route.stubSplit : route.stubSplit - 1];
    const double room = incoming ? route.incomingRoom : route.outgoingRoom, height = m_metrics.labelHeight;
    return {at.x - room / 2, at.y - height / 2, room, height};
}

std::span<const std::uint32_t> GraphScene::edgesOfValue(ValueId value) const
{
    return value < graph().values().size() ? m_byValue.of(value) : std::span<const std::uint32_t>();
}

std::uint32_t GraphScene::boxAt(QPointF point) const
{
    std::uint32_t found = kNone;
    m_boxIndex.visit({point.x(), point.y(), 0, 0}, [&](std::uint32_t box) { found = box; });
    return found;
}

std::uint32_t GraphScene::edgeAt(QPointF point, double slack) const
{
    std::uint32_t found = kNone;
    double nearest = slack;
    m_edgeIndex.visit({point.x() - 140, point.y() - slack, 280, 2 * slack}, [&](std::uint32_t edge) {
        const auto &points = m_layout.edges[edge].points;
        for (std::size_t i = 0; i + 3 < points.size(); i += 3) {
            const double distance = distanceToCurve(point, &points[i]);
            if (distance < nearest) {
                nearest = distance;
                found = edge;
            }
        }
        if (labelRect(edge).contains(point)) {
            nearest = 0;
            found = edge;
        }
    });
    return found;
}

std::uint32_t GraphScene::groupHeaderAt(QPointF point) const
{
    std::uint32_t found = kNone;
    for (std::uint32_t g = 0; g < m_layout.groups.size(); ++g) {
        const LayoutRect &r = m_layout.groups[g];
        if (QRectF(r.x, r.y, r.width, m_metrics.groupHeader).contains(point))
            found = g;
    }
    return found;
}

std::vector<std::uint32_t> GraphScene::boxesIn(const QRectF &rect) const
{
    std::vector<std::uint32_t> found;
    m_boxIndex.visit({rect.x(), rect.y(), rect.width(), rect.height()}, [&](std::uint32_t box) { found.push_back(box); });
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<NodeId> GraphScene::nodesOf(std::uint32_t index) const
{
    const GraphBox &box = m_content.boxes[index];
    if (box.kind == GraphBox::Kind::Node)
        return {ownNode(box.node)};
    std::vector<NodeId> nodes;
    if (box.kind == GraphBox::Kind::Scope)
        for (NodeId node = 0; node < m_request.graph->nodes().size(); ++node)
            if (m_content.boxOfNode[node] == index)
                nodes.push_back(node);
    return nodes;
}

} // namespace halftone
