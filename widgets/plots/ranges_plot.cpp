// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ranges_plot.h"

#include "widgets/common/theme.h"
#include "widgets/plots/plot_style.h"

#include <QEvent>
#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace halftone {

RangesPlot::RangesPlot(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_below(new QCPBars(m_plot->xAxis, m_plot->yAxis))
    , m_above(new QCPBars(m_plot->xAxis, m_plot->yAxis))
    , m_lower(m_plot->addGraph())
    , m_upper(m_plot->addGraph())
{
    for (QCPBars *bars : {m_below, m_above}) {
        bars->setWidth(0.8);
        bars->setPen(Qt::NoPen);
    }
    for (QCPGraph *graph : {m_lower, m_upper})
        graph->setLineStyle(QCPGraph::lsStepCenter);
    setWholeTicks(*m_plot->xAxis);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->xAxis->setLabel(tr("channel"));
    m_plot->installEventFilter(this);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    connect(&Theme::instance(), &Theme::changed, this, &RangesPlot::updateTheme);
    updateTheme();
}

void RangesPlot::setRanges(const ChartRanges &ranges)
{
    m_ranges = ranges;
    QVector<double> keys, above, below, lower, upper, steps;
    double low = 0, high = 0;
    for (std::size_t i = 0; i < ranges.minimum.size(); ++i) {
        keys.push_back(static_cast<double>(i));
        above.push_back(std::max(0.0F, ranges.maximum[i]));
        below.push_back(std::min(0.0F, ranges.minimum[i]));
        low = std::min<double>(low, ranges.minimum[i]);
        high = std::max<double>(high, ranges.maximum[i]);
        if (!ranges.lower.empty()) {
            const std::size_t entry = ranges.lower.size() == 1 ? 0 : std::min(i, ranges.lower.size() - 1);
            steps.push_back(static_cast<double>(i));
            lower.push_back(ranges.lower[entry]);
            upper.push_back(ranges.upper[entry]);
            low = std::min<double>(low, ranges.lower[entry]);
            high = std::max<double>(high, ranges.upper[entry]);
        }
    }
    if (!steps.isEmpty()) {
        // As wide as the bars.
        for (const double end : {-0.5, steps.back() + 0.5}) {
            const bool front = end < 0;
            steps.insert(front ? 0 : steps.size(), end);
            lower.insert(front ? 0 : lower.size(), front ? lower.front() : lower.back());
            upper.insert(front ? 0 : upper.size(), front ? upper.front() : upper.back());
        }
    }
    m_above->setData(keys, above, true);
    m_below->setData(keys, below, true);
    m_lower->setData(steps, lower, true);
    m_upper->setData(steps, upper, true);
    const double margin = std::max((high - low) * 0.06, 1e-9);
    m_plot->xAxis->setRange(-1, std::max(1, channelCount()));
    m_plot->yAxis->setRange(low - margin, high + margin);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool RangesPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot || event->type() != QEvent::ToolTip)
        return QWidget::eventFilter(watched, event);
    auto *help = static_cast<QHelpEvent *>(event);
    const auto channel = static_cast<int>(std::lround(m_plot->xAxis->pixelToCoord(help->pos().x())));
    QString text;
    if (channel >= 0 && channel < channelCount()) {
        const auto index = static_cast<std::size_t>(channel);
        text = tr("Channel %1: %2 … %3").arg(channel).arg(figureLabel(m_ranges.minimum[index]), figureLabel(m_ranges.maximum[index]));
        if (!m_ranges.lower.empty()) {
            const std::size_t entry = m_ranges.lower.size() == 1 ? 0 : std::min(index, m_ranges.lower.size() - 1);
            text += QLatin1Char('\n')
                + tr("Its scale covers %1 … %2").arg(figureLabel(m_ranges.lower[entry]), figureLabel(m_ranges.upper[entry]));
        }
    }
    QToolTip::showText(help->globalPos(), text, m_plot);
    return true;
}

void RangesPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_plot->xAxis->setLabel(tr("channel"));
    QWidget::changeEvent(event);
}

void RangesPlot::updateTheme()
{
    applyTheme(*m_plot);
    QColor bar = Theme::instance().accent();
    bar.setAlpha(190);
    m_above->setBrush(bar);
    m_below->setBrush(bar);
    for (QCPGraph *graph : {m_lower, m_upper})
        graph->setPen(QPen(Theme::instance().selection(), 1.5));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

ChartRanges channelExtremes(const float *values, std::size_t count, std::size_t channels, std::size_t inner)
{
    ChartRanges ranges;
    ranges.minimum.assign(channels, std::numeric_limits<float>::infinity());
    ranges.maximum.assign(channels, -std::numeric_limits<float>::infinity());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t channel = i / inner % channels;
        ranges.minimum[channel] = std::min(ranges.minimum[channel], values[i]);
        ranges.maximum[channel] = std::max(ranges.maximum[channel], values[i]);
    }
    return ranges;
}

} // namespace halftone
