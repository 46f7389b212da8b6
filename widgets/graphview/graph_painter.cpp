// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_painter.h"

#include "widgets/graphview/painter_style.h"

#include <QPainter>

#include <algorithm>

namespace halftone {

using namespace painterstyle;

namespace {

constexpr double kFullFrom = 0.48, kTitleFrom = 0.3;
constexpr std::size_t kMostFineBoxes = 400;

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
        painter.setBrush(veil());
        painter.drawRoundedRect(QRectF(header.left() - 4, header.top() + 4, width + 24, header.height() - 8), 3, 3);
        painter.setPen(theme.mutedText());
        m_texts.draw(painter, {header.left(), baseline(header, TextStyle::GroupTitle)}, "▾", TextStyle::GroupTitle);
        painter.setPen(theme.text());
        m_texts.drawElided(
            painter, {header.left() + 16, baseline(header, TextStyle::GroupTitle)}, scope.label, TextStyle::GroupTitle, room, false);
    }
}

} // namespace halftone
