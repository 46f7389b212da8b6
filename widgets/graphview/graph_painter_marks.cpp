// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_painter.h"

#include "widgets/common/theme.h"
#include "widgets/graphview/change_marks.h"

#include <QPainter>
#include <QPainterPath>

namespace halftone {

namespace {
constexpr double kHalo = 5, kSign = 8;

/// A ribbon that hangs over the upper edge of a box.
QPainterPath ribbon(const QRectF &box)
{
    constexpr double kWidth = 11, kAbove = 5, kBelow = 13, kFromRight = 20, kNotch = 4;
    const double left = box.right() - kFromRight, top = box.top() - kAbove, bottom = box.top() + kBelow;
    QPainterPath path;
    path.moveTo(left, top);
    path.lineTo(left + kWidth, top);
    path.lineTo(left + kWidth, bottom);
    path.lineTo(left + kWidth / 2, bottom - kNotch);
    path.lineTo(left, bottom);
    path.closeSubpath();
    return path;
}
} // namespace

void GraphPainter::paintHalo(const Pass &pass, std::uint32_t box)
{
    const auto &changes = pass.look.changeOfBox;
    if (changes.empty() || changes[box] == NodeChange::Same)
        return;
    QColor color = changeColor(changes[box]);
    color.setAlpha(95);
    pass.painter.setPen(Qt::NoPen);
    pass.painter.setBrush(color);
    const QRectF rect = pass.scene.boxRect(box).adjusted(-kHalo, -kHalo, kHalo, kHalo);
    pass.fine ? pass.painter.drawRoundedRect(rect, 2 * kHalo, 2 * kHalo) : pass.painter.drawRect(rect);
}

void GraphPainter::paintSigns(const Pass &pass, std::uint32_t box)
{
    QPainter &painter = pass.painter;
    const QRectF rect = pass.scene.boxRect(box);
    if (const auto &changes = pass.look.changeOfBox; !changes.empty() && changes[box] != NodeChange::Same) {
        const QPointF centre = rect.topLeft() - QPointF(1, 1);
        painter.setPen(QPen(changeColor(changes[box]), 1.6));
        painter.setBrush(Theme::instance().nodeBody());
        painter.drawEllipse(centre, kSign, kSign);
        const std::string sign = changeSign(changes[box]).toStdString();
        const double width = m_texts.width(sign, TextStyle::RowName);
        constexpr double kBaseline = 4.2;
        m_texts.draw(painter, {centre.x() - width / 2, centre.y() + kBaseline}, sign, TextStyle::RowName);
    }
    if (!pass.look.bookmarked.empty() && pass.look.bookmarked[box]) {
        painter.setPen(QPen(Theme::instance().nodeBody(), 1.2));
        painter.setBrush(Theme::instance().selection());
        painter.drawPath(ribbon(rect));
    }
}

} // namespace halftone
