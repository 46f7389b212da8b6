// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QCPBars;
class QCustomPlot;

namespace halftone {

/// Bar sets that together draw bars coloured by their SQNR: QCPBars has a single brush, so there is one set a colour step.
std::vector<QCPBars *> makeColouredBars(QCustomPlot &plot);

/// Gives them the colours of the theme.
void recolour(const std::vector<QCPBars *> &bars);

/// Bars that lost nothing stand as tall as this (dB), so that they do not stretch the scale.
inline constexpr double kTallestDb = 80;

/// Draws one bar an entry at x = 0, 1, …; NaN leaves a gap, values above `tallest` dB are cut there. Returns the top of the scale.
double setColouredBars(const std::vector<QCPBars *> &bars, const std::vector<double> &decibels, double tallest);

} // namespace halftone
