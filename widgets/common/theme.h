// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/operator.h"
#include "core/quant/quantize.h"

#include <QColor>
#include <QObject>

namespace halftone {

/// Colours with a meaning, the same in graph, lists, heat map and minimap, for the light and the dark theme.
/// Text on any of them has a contrast of 4.5:1 or more.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark };

    static Theme &instance();

    void setScheme(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    bool isDark() const;

    QColor canvas() const;
    QColor nodeBody() const;
    QColor nodeBorder() const;
    QColor text() const;
    QColor mutedText() const;
    QColor edge() const;
    /// Selection everywhere: node, list row, heat-map row.
    QColor selection() const;
    QColor accent() const;
    QColor warningBackground() const;
    QColor warningBorder() const;
    /// Header of a node box (white text on it).
    QColor category(OpCategory category) const;
    /// Badge text colour of a precision; `excluded` for "excluded by the user".
    QColor precision(Precision precision) const;
    QColor excluded() const;

    /// viridis at `position` in [0, 1]: 0 dark = bad, 1 bright = good.
    static QColor viridis(double position);
    /// The colour itself, or as light as it needs to be seen on a dark canvas: a contrast of 3:1, which WCAG 2 asks of what is not text.
    QColor onCanvas(const QColor &color) const;
    /// viridis at `position` as errors are shown everywhere: seen on the canvas of either theme.
    QColor errorColour(double position) const { return onCanvas(viridis(position)); }
    /// `position` of an SQNR for viridis(): 0 dB → 0, 50 dB → 1, clamped; NaN → -1 (no colour).
    static double sqnrPosition(double db);

signals:
    void changed();

private:
    Theme();
    Scheme m_scheme = Scheme::System;
};

} // namespace halftone
