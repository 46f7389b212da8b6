// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/graphview/text_cache.h"

#include <QRectF>

/// Measures and colours that the parts of GraphPainter share.
namespace halftone::painterstyle {

/// Radius of a box's corners, and opacity of what is not in question.
inline constexpr double kCorner = 5, kDimmed = 0.22;

/// y of the baseline of a line of text centred in `rect`.
inline double baseline(const QRectF &rect, TextStyle style) { return rect.center().y() + textFont(style).pixels * 0.36; }

inline QColor scopeColor() { return Theme::instance().isDark() ? QColor(0x4a, 0x52, 0x60) : QColor(0x5b, 0x64, 0x72); }

/// Background of text over lines: they stay a trace.
inline QColor veil()
{
    QColor color = Theme::instance().canvas();
    color.setAlpha(225);
    return color;
}

} // namespace halftone::painterstyle
