// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/bar_list.h"

#include "widgets/common/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace halftone {

namespace {
constexpr int kMargin = 6;
}

BarList::BarList(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void BarList::setBars(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    if (m_marked >= count())
        m_marked = -1;
    updateScrollBar();
    viewport()->update();
}

void BarList::setMarked(int row)
{
    m_marked = row < count() ? row : -1;
    if (m_marked >= 0) {
        const QRect rect = rowRect(m_marked);
        if (rect.top() < 0)
            verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top());
        else if (rect.bottom() >= viewport()->height())
            verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() + 1 - viewport()->height());
    }
    viewport()->update();
}

int BarList::figureWidth() const
{
    int width = fontMetrics().horizontalAdvance(QStringLiteral("−00.0 dB "));
    for (const Bar &bar : m_bars)
        width = std::max(width, fontMetrics().horizontalAdvance(bar.figure + QLatin1Char(' ')));
    return width;
}

int BarList::rowHeight() const { return fontMetrics().height() + 8; }

QRect BarList::rowRect(int row) const { return {0, row * rowHeight() - verticalScrollBar()->value(), viewport()->width(), rowHeight()}; }

int BarList::rowAt(QPoint position) const
{
    const int row = (position.y() + verticalScrollBar()->value()) / rowHeight();
    return position.y() >= 0 && row >= 0 && row < count() ? row : -1;
}

QSize BarList::sizeHint() const { return {300, std::max(1, count()) * rowHeight()}; }

void BarList::updateScrollBar()
{
    verticalScrollBar()->setRange(0, std::max(0, count() * rowHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
}

void BarList::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = Theme::instance();
    const int figureWidth = this->figureWidth();
    const int labelWidth = std::min(viewport()->width() * 45 / 100, fontMetrics().averageCharWidth() * 34);
    const int barRoom = std::max(10, viewport()->width() - labelWidth - figureWidth - 4 * kMargin);
    for (int row = std::max(0, rowAt({0, 0})); row < count(); ++row) {
        const QRect rect = rowRect(row);
        if (rect.top() > viewport()->height())
            break;
        const Bar &bar = m_bars[static_cast<std::size_t>(row)];
        const bool marked = row == m_marked;
        painter.setPen(marked ? theme.selection() : theme.text());
        QFont font = painter.font();
        font.setBold(marked);
        painter.setFont(font);
        const QRect label(kMargin, rect.top(), labelWidth - kMargin, rect.height());
        painter.drawText(
            label, Qt::AlignRight | Qt::AlignVCenter, painter.fontMetrics().elidedText(bar.label, Qt::ElideLeft, label.width()));
        font.setBold(false);
        painter.setFont(font);
        const auto pixels = [barRoom](double part) { return std::max(2, static_cast<int>(barRoom * std::clamp(part, 0.0, 1.0))); };
        QRect body(labelWidth + kMargin, rect.top() + 4, pixels(bar.length), rect.height() - 8);
        if (bar.second < 0) {
            painter.fillRect(body, bar.colour);
        } else {
            const int half = body.height() / 2;
            painter.fillRect(QRect(body.left(), body.top(), body.width(), half), bar.colour);
            painter.fillRect(QRect(body.left(), body.top() + half, pixels(bar.second), body.height() - half), bar.secondColour);
            body.setWidth(std::max(body.width(), pixels(bar.second)));
        }
        if (marked) {
            painter.setPen(QPen(theme.selection(), 2));
            painter.drawRect(body.adjusted(-1, -1, 1, 1));
        }
        painter.setPen(theme.mutedText());
        painter.drawText(
            QRect(body.right() + kMargin, rect.top(), figureWidth, rect.height()), Qt::AlignLeft | Qt::AlignVCenter, bar.figure);
    }
}

void BarList::mouseReleaseEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos()); event->button() == Qt::LeftButton && row >= 0)
        emit rowClicked(row);
}

void BarList::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || m_bars.empty()) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    emit rowClicked(std::clamp(m_marked + step, 0, count() - 1));
}

void BarList::resizeEvent(QResizeEvent *) { updateScrollBar(); }

bool BarList::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        emit rowHovered(rowAt(static_cast<QMouseEvent *>(event)->pos()));
    else if (event->type() == QEvent::Leave)
        emit rowHovered(-1);
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(), row >= 0 ? m_bars[static_cast<std::size_t>(row)].toolTip : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace halftone
