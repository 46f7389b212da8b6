// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSharedPointer>
#include <QString>

class QCPAxis;
class QCPAxisTicker;
class QCPColorGradient;
class QCustomPlot;

namespace halftone {

/// Gives a plot the colours and fonts of the current theme: background, axes, grid, labels. Called again when it changes.
void applyTheme(QCustomPlot &plot);

/// Ticks at whole numbers only: channels and samples are counted.
void setWholeTicks(QCPAxis &axis);

/// Ticks that read as figureLabel(): "40 k".
QSharedPointer<QCPAxisTicker> figureTicker();

/// viridis as a QCustomPlot gradient, with a neutral colour where there is no figure.
QCPColorGradient viridisGradient();

/// "36.4 dB", "∞ dB" for equal tensors, "–" where there is no figure.
QString decibelText(double db);

/// Three significant digits with a unit prefix: "18.4 M", "0.63", "1.2e-05".
QString figureLabel(double value);

/// Node path cut from the left so that its end stays readable: "…/cv2/conv/Conv".
QString tailElided(const QString &text, int maximumLength);

} // namespace halftone
