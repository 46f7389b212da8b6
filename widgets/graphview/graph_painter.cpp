// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_painter.h"

#include "widgets/common/theme.h"
#include "widgets/graphview/change_marks.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace halftone {

namespace {

constexpr double kFullFrom = 0.48, kTitleFrom = 0.3;
/// Up to this many edges in view are drawn as curves when only headers are shown.
constexpr std::size_t kMostCurves = 600, kMostFineBoxes = 400;
constexpr double kCorner = 5;
constexpr double kDimmed = 0.22;
/// Boxes that take fewer screen pixels are painted together, edges shorter are left out.
constexpr double kAggregateBelow = 5, kShortestEdge = 3;
/// Pixels of lines that a frame has time for, and what a line costs besides.
constexpr double kMostEdgeWork = 500'000, kEdgeWork = 24;
constexpr double kStripeWidth = 4, kStripeGap = 4;

/// y of the baseline of a line of text centred in `rect`.
double baseline(const QRectF &rect, TextStyle style) { return rect.center().y() + textFont(style).pixels * 0.36; }

QColor scopeColor() { return Theme::instance().isDark() ? QColor(0x4a, 0x52, 0x60) : QColor(0x5b, 0x64, 0x72); }

QPainterPath headerPath(const QRectF &rect)
{
    QPainterPath path;
    path.moveTo(rect.left(), rect.bottom());
    path.lineTo(rect.left(), rect.top() + kCorner);
    path.quadTo(rect.topLeft(), QPointF(rect.left() + kCorner, rect.top()));
    path.lineTo(rect.right() - kCorner, rect.top());
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + kCorner));
    path.lineTo(rect.bottomRight());
    path.closeSubpath();
    return path;
}

/// Whether a piece of an edge, of four control points, can be seen.
bool meets(const LayoutRect &area, const LayoutPoint *p)
{
    constexpr double kPen = 2;
    const auto [left, right] = std::minmax({p[0].x, p[1].x, p[2].x, p[3].x});
    const auto [top, bottom] = std::minmax({p[0].y, p[1].y, p[2].y, p[3].y});
    return left <= area.right() + kPen && right >= area.x - kPen && top <= area.bottom() + kPen && bottom >= area.y - kPen;
}

/// Colours by kind of box, looked up once a frame instead of once a box.
struct BlockPalette
{
    QRgb selection = Theme::instance().selection().rgba();
    QRgb port = Theme::instance().mutedText().rgba();
    QRgb scope = scopeColor().rgba();
    std::array<QRgb, 12> categories{};
    std::array<QRgb, 256> scale{};
    std::array<QRgb, 5> changes{};

    explicit BlockPalette(const std::optional<GraphOverlay> &overlay)
    {
        for (std::size_t i = 0; i < categories.size(); ++i)
            categories[i] = Theme::instance().category(static_cast<OpCategory>(i)).rgba();
        for (std::size_t i = 0; i < scale.size(); ++i)
            if (overlay)
                scale[i] = overlay->color(static_cast<double>(i) / 255).rgba();
        for (std::size_t i = 0; i < changes.size(); ++i)
            changes[i] = changeColor(static_cast<NodeChange>(i)).rgba();
    }
    QRgb of(const GraphBox &box) const
    {
        return box.kind == GraphBox::Kind::Node ? categories[static_cast<std::size_t>(box.category)]
            : box.kind == GraphBox::Kind::Scope ? scope
                                                : port;
    }
};

} // namespace

GraphPainter::Detail GraphPainter::detailAt(double scale)
{
    return scale >= kFullFrom ? Detail::Full : scale >= kTitleFrom ? Detail::Title : Detail::Block;
}

void GraphPainter::paint(QPainter &painter, const GraphScene &scene, const GraphLook &look, const QRectF &area, double scale)
{
    Pass pass{painter, scene, look, {area.x(), area.y(), area.width(), area.height()}, scale, detailAt(scale), true};
    paintFrames(pass);
    if (pass.detail == Detail::Block) {
        paintBlocks(pass);
        return;
    }
    m_boxes.clear();
    // Stub names hang a little outside of their boxes.
    const LayoutRect wide{pass.area.x - 80, pass.area.y - 40, pass.area.width + 160, pass.area.height + 80};
    scene.boxIndex().visit(wide, [&](std::uint32_t box) { m_boxes.push_back(box); });
    std::sort(m_boxes.begin(), m_boxes.end());
    pass.fine = pass.detail == Detail::Full || m_boxes.size() <= kMostFineBoxes;
    paintEdges(pass);
    paintFrameTitles(pass);
    painter.setRenderHint(QPainter::Antialiasing, pass.fine);
    for (const std::uint32_t box : m_boxes) {
        painter.setOpacity(look.isDimmed(box) ? kDimmed : 1);
        paintStubs(pass, box);
        paintHalo(pass, box);
        paintBox(pass, box);
        paintSigns(pass, box);
    }
    painter.setOpacity(1);
}

void GraphPainter::paintFrames(const Pass &pass)
{
    const Theme &theme = Theme::instance();
    QPainter &painter = pass.painter;
    painter.setRenderHint(QPainter::Antialiasing, pass.detail != Detail::Block);
    const bool dark = theme.isDark();
    for (std::size_t g = 0; g < pass.scene.layout().groups.size(); ++g) {
        const LayoutRect &r = pass.scene.layout().groups[g];
        if (r.x > pass.area.right() || r.right() < pass.area.x || r.y > pass.area.bottom() || r.bottom() < pass.area.y)
            continue;
        const QRectF rect(r.x, r.y, r.width, r.height);
        // Frames lie in each other: a little transparency makes the depth visible.
        painter.setBrush(dark ? QColor(255, 255, 255, 12) : QColor(30, 60, 110, 12));
        painter.setPen(QPen(dark ? QColor(255, 255, 255, 60) : QColor(40, 60, 100, 80), 1));
        painter.drawRoundedRect(rect, kCorner * 1.6, kCorner * 1.6);
    }
}

void GraphPainter::paintFrameTitles(const Pass &pass)
{
    const Theme &theme = Theme::instance();
    QPainter &painter = pass.painter;
    painter.setRenderHint(QPainter::Antialiasing, true);
    QColor veil = theme.canvas();
    veil.setAlpha(225);
    for (std::size_t g = 0; g < pass.scene.layout().groups.size(); ++g) {
        const LayoutRect &r = pass.scene.layout().groups[g];
        if (r.x > pass.area.right() || r.right() < pass.area.x || r.y > pass.area.bottom() || r.bottom() < pass.area.y)
            continue;
        const QRectF rect(r.x, r.y, r.width, r.height);
        const Scope &scope = pass.scene.content().scopes.scopes[static_cast<std::size_t>(pass.scene.content().groupScope[g])];
        const QRectF header(rect.left() + 10, rect.top(), rect.width() - 20, pass.scene.metrics().groupHeader);
        const double room = header.width() - 16, width = std::min(room, m_texts.width(scope.label, TextStyle::GroupTitle));
        // Edges that enter the frame pass behind its name.
        painter.setPen(Qt::NoPen);
        painter.setBrush(veil);
        painter.drawRoundedRect(QRectF(header.left() - 4, header.top() + 4, width + 24, header.height() - 8), 3, 3);
        painter.setPen(theme.mutedText());
        m_texts.draw(painter, {header.left(), baseline(header, TextStyle::GroupTitle)}, "▾", TextStyle::GroupTitle);
        painter.setPen(theme.text());
        m_texts.drawElided(
            painter, {header.left() + 16, baseline(header, TextStyle::GroupTitle)}, scope.label, TextStyle::GroupTitle, room, false);
    }
}

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

void GraphPainter::paintBlockEdges(const Pass &pass)
{
    const Theme &theme = Theme::instance();
    const auto &edges = pass.scene.content().edges;
    const double shortest = kShortestEdge / pass.scale;
    const auto faded = [&](const QColor &color) {
        constexpr int kShare = 65;
        const auto mix = [](int a, int b) { return (a * kShare + b * (100 - kShare)) / 100; };
        const QColor canvas = theme.canvas();
        return QColor(mix(color.red(), canvas.red()), mix(color.green(), canvas.green()), mix(color.blue(), canvas.blue()));
    };
    const QRgb plain = faded(theme.edge()).rgba(), quantized = faded(theme.accent()).rgba();
    m_strongEdges.clear();
    m_edges.clear();
    double work = 0;
    pass.scene.edgeIndex().visit(
        pass.area, shortest,
        [&](std::uint32_t e) {
            const LayoutRect &bounds = pass.scene.edgeIndex().rect(e);
            if ((bounds.width < shortest && bounds.height < shortest)
                || (pass.look.isDimmed(edges[e].from) && pass.look.isDimmed(edges[e].to)))
                return;
            if (isStrong(pass, e)) {
                m_strongEdges.push_back(e);
                return;
            }
            m_edges.push_back(e);
            work += kEdgeWork + pass.scale * std::max(std::min(bounds.width, pass.area.width), std::min(bounds.height, pass.area.height));
        },
        [](const LayoutRect &, std::span<const std::uint32_t>) {});
    // Where lines cover each other anyway a share of them is drawn, the same ones in every frame.
    constexpr std::uint32_t kSpread = 2654435761U;
    const auto share = static_cast<std::uint32_t>(std::min(1.0, kMostEdgeWork / std::max(work, 1.0)) * 0xffffffffU);
    for (const std::uint32_t e : m_edges) {
        if (e * kSpread > share)
            continue;
        const auto &points = pass.scene.layout().edges[e].points;
        for (std::size_t i = 0; i + 3 < points.size(); i += 3)
            m_raster.line({points[i].x, points[i].y}, {points[i + 3].x, points[i + 3].y}, edges[e].quantized ? quantized : plain);
    }
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
    QColor veil = theme.canvas();
    veil.setAlpha(225);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
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
        QColor veil = theme.canvas();
        painter.setPen(QPen(color, 0.8));
        painter.setBrush(veil);
        const BoxEdge &content = pass.scene.content().edges[e];
        const GraphBox &other = pass.scene.box(incoming ? content.from : content.to);
        const auto uses = pass.scene.edgesOfValue(content.value).size();
        std::string name = other.title;
        if (other.kind == GraphBox::Kind::Node && incoming)
            name = pass.scene.graph().node(other.node).name;
        // The end of a scoped name tells more than its start.
        if (const std::size_t cut = name.find_last_of('/'); cut != std::string::npos && cut + 1 < name.size())
            name = name.substr(cut + 1);
        if (incoming && route.incomingShared > 1)
            name = "↑ × " + std::to_string(route.incomingShared);
        else if (!incoming && uses > 1)
            name = "→ × " + std::to_string(uses);
        else
            name = (incoming ? "↑ " : "↓ ") + name;
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

QColor GraphPainter::headerColor(const Pass &pass, std::uint32_t index) const
{
    const GraphBox &box = pass.scene.box(index);
    if (box.kind == GraphBox::Kind::Scope)
        return scopeColor();
    return Theme::instance().category(box.category);
}

void GraphPainter::paintBlocks(const Pass &pass)
{
    const auto &overlay = pass.look.overlayPosition;
    const double ratio = pass.painter.device()->devicePixelRatioF();
    const double pixel = 1 / pass.scale;
    const BlockPalette palette(pass.look.overlay);
    const auto colorOf = [&](std::uint32_t box) {
        if (pass.look.isSelected(box))
            return palette.selection;
        if (const auto &changes = pass.look.changeOfBox; !changes.empty())
            return palette.changes[static_cast<std::size_t>(changes[box])];
        const bool measured = !overlay.empty() && overlay[box] >= 0;
        const QRgb color = measured ? palette.scale[static_cast<std::size_t>(overlay[box] * 255)] : palette.of(pass.scene.box(box));
        constexpr QRgb kOpaque = 0xff000000U, kFaint = 0x3c000000U;
        return pass.look.isDimmed(box) || (!overlay.empty() && !measured) ? (color & ~kOpaque) | kFaint : color;
    };
    const QRgb body = Theme::instance().nodeBody().rgba();
    m_raster.begin({pass.area.x, pass.area.y, pass.area.width, pass.area.height}, pass.scale * ratio);
    paintBlockEdges(pass);
    pass.scene.boxIndex().visit(
        pass.area, kAggregateBelow * pixel,
        [&](std::uint32_t box) {
            QRectF rect = pass.scene.boxRect(box);
            m_raster.fill(rect, colorOf(box));
            if (rect.height() > 6 * pixel && pass.look.changeOfBox.empty() && pass.scene.box(box).rowCount > 0 && overlay.empty()
                && !pass.look.isSelected(box)) {
                rect.setTop(rect.top() + pass.scene.metrics().headerHeight);
                m_raster.fill(rect.adjusted(pixel, 0, -pixel, -pixel), body);
            }
        },
        [&](const LayoutRect &bounds, std::span<const std::uint32_t> boxes) {
            std::uint32_t shown = boxes.front();
            for (const std::uint32_t box : boxes)
                if (pass.look.isSelected(box)
                    || (!pass.look.isSelected(shown) && !overlay.empty() && overlay[box] >= 0
                        && (overlay[shown] < 0 || overlay[box] < overlay[shown]))
                    || (!pass.look.changeOfBox.empty() && pass.look.changeOfBox[box] > pass.look.changeOfBox[shown]))
                    shown = box;
            m_raster.fill({bounds.x, bounds.y, bounds.width, bounds.height}, colorOf(shown));
        });
    m_raster.end(pass.painter);
    pass.painter.setRenderHint(QPainter::Antialiasing, true);
    for (const std::uint32_t e : m_strongEdges)
        paintEdge(pass, e);
}

void GraphPainter::paintBox(const Pass &pass, std::uint32_t index)
{
    const GraphBox &box = pass.scene.box(index);
    if (box.kind != GraphBox::Kind::Node && box.kind != GraphBox::Kind::Scope) {
        paintPort(pass, index);
        return;
    }
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    const QRectF rect = pass.scene.boxRect(index);
    const QRectF header(rect.left(), rect.top(), rect.width(), pass.scene.metrics().headerHeight);
    paintStripe(pass, index);
    painter.setPen(Qt::NoPen);
    painter.setBrush(headerColor(pass, index));
    // Without rows the title has the whole box.
    const bool plain = box.rowCount == 0 || pass.detail == Detail::Title;
    if (!pass.fine) {
        painter.fillRect(plain ? rect : header, headerColor(pass, index));
        if (!plain)
            painter.fillRect(QRectF(header.bottomLeft(), rect.bottomRight()), theme.nodeBody());
    } else if (plain) {
        painter.drawRoundedRect(rect, kCorner, kCorner);
    } else {
        painter.drawPath(headerPath(header));
        painter.setBrush(theme.nodeBody());
        QPainterPath body;
        body.moveTo(header.bottomLeft());
        body.lineTo(header.bottomRight());
        body.lineTo(rect.right(), rect.bottom() - kCorner);
        body.quadTo(rect.bottomRight(), QPointF(rect.right() - kCorner, rect.bottom()));
        body.lineTo(rect.left() + kCorner, rect.bottom());
        body.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - kCorner));
        body.closeSubpath();
        painter.drawPath(body);
    }
    paintOutline(pass, index);
    painter.setPen(Qt::white);
    const double titleX = rect.left() + pass.scene.metrics().padding;
    const std::string &title = box.kind == GraphBox::Kind::Scope ? m_scopeTitle.assign("▸ ").append(box.title) : box.title;
    if (pass.detail == Detail::Title)
        paintLargeTitle(pass, index, title);
    else
        m_texts.draw(painter, {titleX, baseline(header, TextStyle::Title)}, title, TextStyle::Title);
    if (pass.detail == Detail::Full)
        paintRows(pass, index);
    paintBadge(pass, index);
}

void GraphPainter::paintLargeTitle(const Pass &pass, std::uint32_t index, const std::string &title)
{
    /// On the screen; a scale between the text's own and what fits into the box.
    constexpr double kWanted = 9, kMark = 16, kLine = 1.2;
    const QRectF rect = pass.scene.boxRect(index);
    const double padding = pass.scene.metrics().padding, pixels = textFont(TextStyle::Title).pixels;
    const double room = rect.width() - 1.5 * padding - (pass.scene.box(index).node < pass.look.decisions.size() ? kMark : 0);
    const double fits = std::min(room / std::max(1.0, m_texts.width(title, TextStyle::Title)), rect.height() / (pixels * kLine));
    const double zoom = std::max(1.0, std::min(kWanted / (pixels * pass.scale), fits));
    QPainter &painter = pass.painter;
    const QTransform before = painter.transform();
    painter.translate(rect.left() + padding, rect.center().y() + pixels * zoom * 0.36);
    painter.scale(zoom, zoom);
    m_texts.draw(painter, {0, 0}, title, TextStyle::Title);
    painter.setTransform(before);
}

void GraphPainter::paintPort(const Pass &pass, std::uint32_t index)
{
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    const GraphBox &box = pass.scene.box(index);
    const QRectF rect = pass.scene.boxRect(index);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.isDark() ? QColor(0x33, 0x39, 0x43) : QColor(0xec, 0xee, 0xf1));
    if (!pass.fine)
        painter.drawRect(rect);
    else
        painter.drawRoundedRect(rect, kCorner, kCorner);
    paintOutline(pass, index);
    painter.setPen(theme.text());
    const double width = m_texts.width(box.title, TextStyle::Port);
    m_texts.draw(painter, {rect.center().x() - width / 2, baseline(rect, TextStyle::Port)}, box.title, TextStyle::Port);
}

void GraphPainter::paintRows(const Pass &pass, std::uint32_t index)
{
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    const GraphBox &box = pass.scene.box(index);
    for (std::uint32_t i = 0; i < box.rowCount; ++i) {
        const BoxRow &row = pass.scene.content().rows[box.firstRow + i];
        const QRectF rect = pass.scene.rowRect(index, i).adjusted(pass.scene.metrics().padding, 0, 0, 0);
        const bool selected = row.value != kNone && (row.value == pass.look.selectedValue || row.value == pass.look.hoveredValue);
        const bool quiet = row.kind == BoxRow::Kind::Name;
        const bool link = row.kind == BoxRow::Kind::Subgraph;
        painter.setPen(selected ? theme.selection() : quiet ? theme.mutedText() : link ? theme.accent() : theme.text());
        const bool bold = row.kind == BoxRow::Kind::Initializer || row.kind == BoxRow::Kind::Constant || link;
        const TextStyle nameStyle = bold ? TextStyle::RowName : TextStyle::RowText;
        const double y = baseline(rect, TextStyle::RowText);
        const double space = m_texts.width(" ", TextStyle::RowText);
        const double advance = m_texts.draw(painter, {rect.left(), y}, row.name, nameStyle);
        m_texts.draw(painter, {rect.left() + advance + space, y}, row.text, TextStyle::RowText);
    }
}

void GraphPainter::paintBadge(const Pass &pass, std::uint32_t index)
{
    const GraphBox &box = pass.scene.box(index);
    QPainter &painter = pass.painter;
    const Theme &theme = Theme::instance();
    Badge badge;
    if (box.kind == GraphBox::Kind::Scope)
        badge = {QString::number(pass.scene.content().scopes.scopes[static_cast<std::size_t>(box.scope)].nodeCount), theme.mutedText()};
    else if (box.node < pass.look.decisions.size())
        badge = badgeOf(pass.look.decisions[box.node]);
    else
        return;
    QRectF pill = pass.scene.badgeRect(index);
    if (pass.detail == Detail::Title && pass.fine) {
        const QPointF centre(pill.right() - 6.5, pill.center().y());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.nodeBody());
        painter.drawEllipse(centre, 6.5, 6.5);
        painter.setBrush(badge.color);
        painter.drawEllipse(centre, 4.5, 4.5);
        return;
    }
    if (pass.detail == Detail::Title) {
        const QRectF mark(pill.right() - 12, pill.center().y() - 6, 12, 12);
        painter.fillRect(mark, theme.nodeBody());
        painter.fillRect(mark.adjusted(3, 3, -3, -3), badge.color);
        return;
    }
    const std::string text = badge.text.toStdString();
    const double advance = m_texts.width(text, TextStyle::RowName);
    pill.setLeft(pill.right() - std::min(pill.width(), advance + 12));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.nodeBody());
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(badge.color);
    m_texts.draw(painter, {pill.center().x() - advance / 2, baseline(pill, TextStyle::RowName)}, text, TextStyle::RowName);
}

void GraphPainter::paintStripe(const Pass &pass, std::uint32_t index)
{
    if (pass.look.overlayPosition.empty() || pass.look.overlayPosition[index] < 0)
        return;
    const QRectF rect = pass.scene.boxRect(index);
    const QColor color = pass.look.overlay->color(static_cast<double>(pass.look.overlayPosition[index]));
    const QRectF stripe(rect.left() - kStripeGap - kStripeWidth, rect.top(), kStripeWidth, rect.height());
    if (!pass.fine) {
        pass.painter.fillRect(stripe, color);
        return;
    }
    pass.painter.setPen(QPen(Theme::instance().isDark() ? QColor(255, 255, 255, 90) : QColor(0, 0, 0, 90), 0.6));
    pass.painter.setBrush(color);
    pass.painter.drawRoundedRect(stripe, kStripeWidth / 2, kStripeWidth / 2);
}

void GraphPainter::paintOutline(const Pass &pass, std::uint32_t index)
{
    const Theme &theme = Theme::instance();
    const GraphBox &box = pass.scene.box(index);
    QPen pen(theme.nodeBorder(), pass.fine ? 1 : 0);
    if (box.kind == GraphBox::Kind::Outer)
        pen.setStyle(Qt::DashLine);
    if (index == pass.look.hoveredBox)
        pen = QPen(theme.selection(), 1.4);
    if (pass.look.isSelected(index) || (box.kind != GraphBox::Kind::Node && box.value != kNone && box.value == pass.look.selectedValue))
        pen = QPen(theme.selection(), 2.6);
    pass.painter.setPen(pen);
    pass.painter.setBrush(Qt::NoBrush);
    if (!pass.fine)
        pass.painter.drawRect(pass.scene.boxRect(index));
    else
        pass.painter.drawRoundedRect(pass.scene.boxRect(index), kCorner, kCorner);
}

} // namespace halftone
