// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/find_result_delegate.h"

#include "widgets/common/theme.h"
#include "widgets/graphview/find_results_model.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace halftone {

namespace {
constexpr int kPadding = 4, kGap = 12;
}

void FindResultDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QRect row = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const QString detail = index.data(FindResultsModel::DetailRole).toString();
    // However long it is, half of the row is the name's.
    const QString quiet = option.fontMetrics.elidedText(detail, Qt::ElideRight, row.width() / 2);
    const int taken = quiet.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(quiet) + kGap;
    const QString name
        = option.fontMetrics.elidedText(index.data(FindResultsModel::NameRole).toString(), Qt::ElideMiddle, row.width() - taken);
    painter->save();
    painter->setFont(option.font);
    painter->setPen(text);
    painter->drawText(row, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, name);
    painter->setPen(selected ? text : Theme::instance().mutedText());
    painter->drawText(row, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, quiet);
    painter->restore();
}

QSize FindResultDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), option.fontMetrics.height() + 2 * kPadding)};
}

} // namespace halftone
