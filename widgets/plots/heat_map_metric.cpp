// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_map_metric.h"

#include "core/document/error_scale.h"
#include "widgets/plots/plot_style.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Smaller errors than this share of the largest are all the same colour.
constexpr double kDecades = 1e-6;
/// The cosine scale is never narrower: differences in the sixth digit are no news.
constexpr double kCosineSpan = 0.01;

double ColumnFigures::*fieldOf(HeatMetric metric)
{
    switch (metric) {
    case HeatMetric::Mse:
        return &ColumnFigures::mse;
    case HeatMetric::MaxAbs:
        return &ColumnFigures::maxAbs;
    default:
        return &ColumnFigures::cosine;
    }
}

std::vector<double> figuresOf(HeatMetric metric, const std::vector<double> &decibels, const std::vector<ColumnFigures> &others)
{
    if (metric == HeatMetric::Sqnr)
        return decibels;
    std::vector<double> result;
    if (metric == HeatMetric::WorstChannel)
        return result;
    for (const ColumnFigures &each : others)
        result.push_back(each.*fieldOf(metric));
    return result;
}

} // namespace

bool isWorse(HeatMetric metric, double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return !std::isnan(a) && std::isnan(b);
    return metric == HeatMetric::Mse || metric == HeatMetric::MaxAbs ? a > b : a < b;
}

double wholeFigure(HeatMetric metric, const ErrorFigures &figures)
{
    switch (metric) {
    case HeatMetric::Sqnr:
        return figures.sqnrDb;
    case HeatMetric::WorstChannel:
        return std::isnan(figures.worstChannelDb) ? figures.sqnrDb : figures.worstChannelDb;
    default:
        break;
    }
    // A tensor that was not measured has no dB either.
    if (std::isnan(figures.sqnrDb))
        return figures.sqnrDb;
    return metric == HeatMetric::Mse ? figures.mse : metric == HeatMetric::MaxAbs ? figures.maxAbs : figures.cosine;
}

std::vector<double> channelFigures(HeatMetric metric, const ErrorFigures &figures)
{
    return figuresOf(metric, figures.channelsDb, figures.channels);
}

std::vector<double> sampleFigures(HeatMetric metric, const ErrorFigures &figures)
{
    return figuresOf(metric, figures.samplesDb, figures.samples);
}

QString metricText(HeatMetric metric, double figure)
{
    if (metric == HeatMetric::Sqnr || metric == HeatMetric::WorstChannel)
        return decibelText(figure);
    if (std::isnan(figure))
        return QStringLiteral("–");
    return metric == HeatMetric::Cosine ? QLocale().toString(figure, 'f', 5) : QLocale().toString(figure, 'g', 3);
}

HeatScale HeatScale::over(HeatMetric metric, const std::vector<double> &figures)
{
    HeatScale scale{metric, 0, kBestDb};
    if (isFixed(metric))
        return scale;
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (const double figure : figures) {
        if (!std::isfinite(figure) || (scale.isLogarithmic() && figure <= 0))
            continue;
        least = std::min(least, figure);
        most = std::max(most, figure);
    }
    if (metric == HeatMetric::Cosine) {
        scale.upper = 1;
        scale.lower = std::max(0.0, std::min(least, 1 - kCosineSpan));
        return scale;
    }
    scale.upper = most > 0 ? most : 1;
    scale.lower = std::clamp(least, scale.upper * kDecades, scale.upper / 10);
    return scale;
}

double HeatScale::shown(double figure) const { return std::isnan(figure) ? figure : std::clamp(figure, lower, upper); }

} // namespace halftone
