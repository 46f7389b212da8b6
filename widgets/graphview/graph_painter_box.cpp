// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_painter.h"

#include "widgets/graphview/painter_style.h"

#include <QPainter>
#include <QPainterPath>

namespace halftone {

using namespace painterstyle;

namespace {

constexpr double kStripeWidth = 4, kStripeGap = 4;

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

} // namespace

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

QColor GraphPainter::headerColor(const Pass &pass, std::uint32_t index) const
{
    const GraphBox &box = pass.scene.box(index);
    if (box.kind == GraphBox::Kind::Scope)
        return scopeColor();
    return Theme::instance().category(box.category);
}

} // namespace halftone
