// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_painter.h"

#include "widgets/graphview/painter_style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace halftone {

using namespace painterstyle;

namespace {

/// Up to this many edges in view are drawn as curves when only headers are shown.
constexpr std::size_t kMostCurves = 600;

/// Whether a piece of an edge, of four control points, can be seen.
bool meets(const LayoutRect &area, const LayoutPoint *p)
{
    constexpr double kPen = 2;
    const auto [left, right] = std::minmax({p[0].x, p[1].x, p[2].x, p[3].x});
    const auto [top, bottom] = std::minmax({p[0].y, p[1].y, p[2].y, p[3].y});
    return left <= area.right() + kPen && right >= area.x - kPen && top <= area.bottom() + kPen && bottom >= area.y - kPen;
}

/// What stands at the end of an edge that is cut: the node at its other end, or how many there are.
std::string stubName(const GraphScene &scene, std::uint32_t edge, bool incoming)
{
    const BoxEdge &content = scene.content().edges[edge];
    const std::uint32_t shared = scene.layout().edges[edge].incomingShared;
    const std::size_t uses = scene.edgesOfValue(content.value).size();
    if (incoming && shared > 1)
        return "↑ × " + std::to_string(shared);
    if (!incoming && uses > 1)
        return "→ × " + std::to_string(uses);
    const GraphBox &other = scene.box(incoming ? content.from : content.to);
    std::string name = other.kind == GraphBox::Kind::Node && incoming ? scene.graph().node(other.node).name : other.title;
    // The end of a scoped name tells more than its start.
    if (const std::size_t cut = name.find_last_of('/'); cut != std::string::npos && cut + 1 < name.size())
        name.erase(0, cut + 1);
    return (incoming ? "↑ " : "↓ ") + name;
}

} // namespace

QColor GraphPainter::edgeColor(const Pass &pass, std::uint32_t edge) const
{
    const BoxEdge &content = pass.scene.content().edges[edge];
    const GraphLook &look = pass.look;
    const Theme &theme = Theme::instance();
    if (edge == look.hoveredEdge || content.value == look.selectedValue || content.value == look.hoveredValue)
        return theme.selection();
    if (look.isSelected(content.from) || look.isSelected(content.to))
        return theme.selection();
    return content.quantized ? theme.accent() : theme.edge();
}

bool GraphPainter::isStrong(const Pass &pass, std::uint32_t edge) const
{
    const BoxEdge &content = pass.scene.content().edges[edge];
    const GraphLook &look = pass.look;
    return edge == look.hoveredEdge || content.value == look.selectedValue || content.value == look.hoveredValue
        || look.isSelected(content.from) || look.isSelected(content.to);
}

void GraphPainter::paintEdges(const Pass &pass)
{
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    const bool labels = pass.detail == Detail::Full;
    std::size_t visible = 0;
    if (!labels)
        pass.scene.edgeIndex().visit(pass.area, [&](std::uint32_t) { ++visible; });
    const bool curves = labels || visible <= kMostCurves;
    m_strongEdges.clear();
    m_lines.clear();
    m_accentLines.clear();
    painter.setRenderHint(QPainter::Antialiasing, true);
    pass.scene.edgeIndex().visit(pass.area, [&](std::uint32_t e) {
        if (pass.scene.layout().edges[e].isStub)
            return;
        if (isStrong(pass, e)) {
            m_strongEdges.push_back(e);
        } else if (curves) {
            paintEdge(pass, e);
        } else {
            auto &lines = pass.scene.content().edges[e].quantized ? m_accentLines : m_lines;
            const auto &points = pass.scene.layout().edges[e].points;
            for (std::size_t i = 0; i + 3 < points.size(); i += 3)
                if (meets(pass.area, &points[i]))
                    lines.emplace_back(points[i].x, points[i].y, points[i + 3].x, points[i + 3].y);
        }
    });
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.edge(), 0));
    painter.drawLines(m_lines.data(), static_cast<int>(m_lines.size()));
    painter.setPen(QPen(theme.accent(), 0));
    painter.drawLines(m_accentLines.data(), static_cast<int>(m_accentLines.size()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const std::uint32_t e : m_strongEdges)
        paintEdge(pass, e);
    if (labels)
        pass.scene.edgeIndex().visit(pass.area, [&](std::uint32_t e) { paintLabel(pass, e); });
}

void GraphPainter::paintEdge(const Pass &pass, std::uint32_t edge)
{
    QPainter &painter = pass.painter;
    const LayoutRoute &route = pass.scene.layout().edges[edge];
    const BoxEdge &content = pass.scene.content().edges[edge];
    if (route.points.size() < 4 || route.isStub)
        return;
    const QColor color = edgeColor(pass, edge);
    const bool strong = color == Theme::instance().selection();
    const double width = (strong ? 2.2 : content.quantized ? 1.6 : 1.1) * (pass.detail == Detail::Block ? 1 / pass.scale : 1);
    if (pass.look.isDimmed(content.from) && pass.look.isDimmed(content.to))
        painter.setOpacity(kDimmed);
    const LayoutPoint &tip = route.points.back();
    constexpr double kArrow = 7, kHalf = 3.4;
    const bool right = pass.scene.request().horizontal;
    QPainterPath path;
    bool connected = false;
    for (std::size_t i = 1; i + 2 < route.points.size(); i += 3) {
        const LayoutPoint *p = &route.points[i];
        const bool seen = meets(pass.area, p - 1);
        if (seen && !connected)
            path.moveTo(p[-1].x, p[-1].y);
        connected = seen;
        if (!seen)
            continue;
        // The line ends inside the arrow head, whose tip would look blunt otherwise.
        const bool last = i + 3 >= route.points.size();
        const double backX = last && right ? kArrow * 0.6 : 0, backY = last && !right ? kArrow * 0.6 : 0;
        path.cubicTo(p[0].x, p[0].y, p[1].x, p[1].y, p[2].x - backX, p[2].y - backY);
    }
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    if (!path.isEmpty())
        painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const std::array<QPointF, 3> head = right
        ? std::array<QPointF, 3>{QPointF(tip.x, tip.y), QPointF(tip.x - kArrow, tip.y - kHalf), QPointF(tip.x - kArrow, tip.y + kHalf)}
        : std::array<QPointF, 3>{QPointF(tip.x, tip.y), QPointF(tip.x - kHalf, tip.y - kArrow), QPointF(tip.x + kHalf, tip.y - kArrow)};
    painter.drawPolygon(head.data(), 3);
    painter.setOpacity(1);
}

void GraphPainter::paintLabel(const Pass &pass, std::uint32_t edge)
{
    const QRectF rect = pass.scene.labelRect(edge);
    if (rect.isEmpty() || !rect.intersects({pass.area.x, pass.area.y, pass.area.width, pass.area.height}))
        return;
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    const BoxEdge &content = pass.scene.content().edges[edge];
    if (pass.look.isDimmed(content.from) && pass.look.isDimmed(content.to))
        painter.setOpacity(kDimmed);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil());
    painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 0), 3, 3);
    const QColor color = edgeColor(pass, edge);
    painter.setPen(color == theme.edge() ? theme.mutedText() : color);
    m_texts.draw(painter, {rect.left(), baseline(rect, TextStyle::EdgeLabel)}, content.label, TextStyle::EdgeLabel);
    painter.setOpacity(1);
}

void GraphPainter::paintStubs(const Pass &pass, std::uint32_t box)
{
    if (pass.detail != Detail::Full)
        return;
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    const auto paintHalf = [&](std::uint32_t e, bool incoming) {
        const LayoutRoute &route = pass.scene.layout().edges[e];
        const QColor color = edgeColor(pass, e);
        const std::size_t first = incoming ? route.stubSplit : 0;
        const LayoutPoint a = route.points[first], b = route.points[first + 3];
        painter.setPen(QPen(color, 1.1, Qt::DotLine));
        painter.drawLine(QPointF(a.x, a.y), QPointF(b.x, b.y));
        const QRectF rect = pass.scene.stubNameRect(e, incoming);
        painter.setPen(QPen(color, 0.8));
        painter.setBrush(theme.canvas());
        const std::string name = stubName(pass.scene, e, incoming);
        const double width = std::min(rect.width(), m_texts.width(name, TextStyle::EdgeLabel) + 10);
        const QRectF pill(rect.center().x() - width / 2, rect.top(), width, rect.height());
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setPen(color == theme.edge() ? theme.mutedText() : color);
        m_texts.drawElided(painter, {pill.center().x(), baseline(pill, TextStyle::EdgeLabel)}, name, TextStyle::EdgeLabel, width - 8, true);
    };
    ValueId previous = kNone;
    for (const std::uint32_t e : pass.scene.edgesFrom(box)) {
        const LayoutRoute &route = pass.scene.layout().edges[e];
        if (!route.isStub || route.points.size() < 8 || pass.scene.content().edges[e].value == previous)
            continue;
        previous = pass.scene.content().edges[e].value;
        paintHalf(e, false);
    }
    // Stubs that share a name are one; one that stands out goes before the others.
    std::uint32_t shared = kNone;
    for (const std::uint32_t e : pass.scene.edgesTo(box)) {
        const LayoutRoute &route = pass.scene.layout().edges[e];
        if (!route.isStub || route.points.size() < 8)
            continue;
        if (route.incomingShared == 1)
            paintHalf(e, true);
        else if (shared == kNone || (!isStrong(pass, shared) && isStrong(pass, e)))
            shared = e;
    }
    if (shared != kNone)
        paintHalf(shared, true);
}

} // namespace halftone
