// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/coloured_bars.h"

#include "widgets/common/theme.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace halftone {

namespace {
constexpr int kColourSteps = 16;
/// So that a channel at 0 dB or below is still seen.
constexpr double kShortest = 0.4;
} // namespace

std::vector<QCPBars *> makeColouredBars(QCustomPlot &plot)
{
    std::vector<QCPBars *> result;
    for (int step = 0; step < kColourSteps; ++step) {
        auto *bars = new QCPBars(plot.xAxis, plot.yAxis);
        bars->setWidth(0.85);
        bars->setPen(Qt::NoPen);
        result.push_back(bars);
    }
    recolour(result);
    return result;
}

void recolour(const std::vector<QCPBars *> &bars)
{
    for (std::size_t step = 0; step < bars.size(); ++step)
        bars[step]->setBrush(Theme::instance().errorColour((static_cast<double>(step) + 0.5) / kColourSteps));
}

double setColouredBars(const std::vector<QCPBars *> &bars, const std::vector<double> &decibels, double tallest)
{
    std::vector<QVector<double>> keys(bars.size()), values(bars.size());
    double top = 50;
    for (std::size_t x = 0; x < decibels.size(); ++x) {
        if (std::isnan(decibels[x]))
            continue;
        const double db = std::min(decibels[x], tallest);
        const auto step = std::min(static_cast<std::size_t>(Theme::sqnrPosition(db) * static_cast<double>(bars.size())), bars.size() - 1);
        keys[step].push_back(static_cast<double>(x));
        values[step].push_back(std::max(db, kShortest));
        top = std::max(top, db);
    }
    for (std::size_t step = 0; step < bars.size(); ++step)
        bars[step]->setData(keys[step], values[step], true);
    return top;
}

} // namespace halftone
