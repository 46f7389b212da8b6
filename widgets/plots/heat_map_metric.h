// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"

#include <QString>

#include <vector>

namespace halftone {

/// What a cell of the heat map says. WorstChannel fills a tensor's row with its worst channel.
enum class HeatMetric { Sqnr, WorstChannel, Mse, MaxAbs, Cosine };

/// True when `a` is a worse error than `b`: lower for dB and cosine, higher for MSE and the largest error. Unknown figures (NaN)
/// are worse than none.
bool isWorse(HeatMetric metric, double a, double b);

/// The figure of a whole tensor.
double wholeFigure(HeatMetric metric, const ErrorFigures &figures);

/// The figure of each channel or sample; empty where there are none, and for WorstChannel.
std::vector<double> channelFigures(HeatMetric metric, const ErrorFigures &figures);
std::vector<double> sampleFigures(HeatMetric metric, const ErrorFigures &figures);

/// "36.4 dB", "2.1e-05", "0.99987".
QString metricText(HeatMetric metric, double figure);

/// Where figures lie on the colour scale. dB has a fixed scale, so that colours mean the same everywhere; the others span what there is.
struct HeatScale
{
    HeatMetric metric = HeatMetric::Sqnr;
    double lower = 0;
    double upper = 50;

    /// A scale that holds all of `figures`.
    static HeatScale over(HeatMetric metric, const std::vector<double> &figures);
    /// The scale is the same whatever the figures.
    static bool isFixed(HeatMetric metric) { return metric == HeatMetric::Sqnr || metric == HeatMetric::WorstChannel; }
    bool isLogarithmic() const { return metric == HeatMetric::Mse || metric == HeatMetric::MaxAbs; }
    /// The dark, bad end is at `upper`.
    bool isInverted() const { return isLogarithmic(); }
    /// `figure` clamped to the scale; NaN stays.
    double shown(double figure) const;
};

} // namespace halftone
