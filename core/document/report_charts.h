// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"

#include <QString>

#include <vector>

namespace halftone {

/// Figures of a report as text: "31.42", "∞", "–".
QString reportDecibels(double value);
/// Colour of a signal-to-noise ratio: viridis from dark at 0 dB to bright at 50 dB; grey for what is not a number.
QString decibelColour(double db);

enum class HeatMapColumns { Samples, Channels };
/// Inline SVG: one row a tensor in the given order, one column a sample or channel (neighbours share a column, the worst shows,
/// where there are more than fit). Empty when no tensor has such figures.
QString heatMapSvg(const std::vector<const TensorError *> &tensors, HeatMapColumns columns);
/// Inline SVG: the scale of decibelColour().
QString decibelLegendSvg();
/// Inline SVG: worst-channel and whole-tensor ratios as bars, worst first.
QString worstBarsSvg(const std::vector<const TensorError *> &worst);

} // namespace halftone
