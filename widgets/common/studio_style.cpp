// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/studio_style.h"

#include "widgets/common/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace halftone {

StudioStyle::StudioStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

void StudioStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (!box && element != PE_IndicatorRadioButton)
        return;
    painter->save();
    painter->setPen(Theme::instance().mutedText());
    painter->setBrush(Qt::NoBrush);
    const QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setRenderHint(QPainter::Antialiasing, !box);
    if (box)
        painter->drawRect(outline);
    else
        painter->drawEllipse(outline);
    painter->restore();
}

} // namespace halftone
