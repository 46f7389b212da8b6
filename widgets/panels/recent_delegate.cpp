// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/recent_delegate.h"

#include "widgets/common/theme.h"

#include <QApplication>
#include <QPainter>

namespace halftone {

namespace {
constexpr int kSide = 8;
constexpr int kAbove = 6;
constexpr int kLineGap = 2;
} // namespace

void RecentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem frame = option;
    initStyleOption(&frame, index);
    const QString name = frame.text.section(QLatin1Char('\n'), 0, 0);
    const QString details = frame.text.section(QLatin1Char('\n'), 1);
    frame.text.clear();
    const QStyle *style = frame.widget ? frame.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &frame, painter, frame.widget);

    const bool selected = frame.state.testFlag(QStyle::State_Selected);
    const QFontMetrics metrics(frame.font);
    const QRect first = frame.rect.adjusted(kSide, kAbove, -kSide, 0);
    painter->save();
    painter->setFont(frame.font);
    painter->setPen(frame.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(first, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(name, Qt::ElideMiddle, first.width()));
    if (!selected)
        painter->setPen(Theme::instance().mutedText());
    const QRect second = first.translated(0, metrics.height() + kLineGap);
    painter->drawText(second, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(details, Qt::ElideMiddle, second.width()));
    painter->restore();
}

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = 2 * QFontMetrics(option.font).height() + kLineGap;
    return {QStyledItemDelegate::sizeHint(option, index).width(), lines + 2 * kAbove};
}

} // namespace halftone
