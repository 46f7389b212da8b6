// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/histogram_plot.h"

#include "core/quant/histogram.h"
#include "widgets/common/theme.h"
#include "widgets/plots/plot_style.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace halftone {

namespace {

constexpr std::size_t kShownBins = 160;

std::int64_t floorHalf(std::int64_t value) { return value >= 0 ? value / 2 : -((1 - value) / 2); }

double binStart(const Histogram &histogram, std::size_t index)
{
    return std::ldexp(static_cast<double>(histogram.first + static_cast<std::int64_t>(index)), histogram.exponent);
}

} // namespace

Histogram coarsened(Histogram histogram, std::size_t bins)
{
    while (histogram.counts.size() > bins) {
        Histogram merged;
        merged.exponent = histogram.exponent + 1;
        merged.first = floorHalf(histogram.first);
        const std::int64_t last = floorHalf(histogram.first + static_cast<std::int64_t>(histogram.counts.size()) - 1);
        merged.counts.assign(static_cast<std::size_t>(last - merged.first + 1), 0);
        for (std::size_t i = 0; i < histogram.counts.size(); ++i)
            merged.counts[static_cast<std::size_t>(floorHalf(histogram.first + static_cast<std::int64_t>(i)) - merged.first)]
                += histogram.counts[i];
        histogram = std::move(merged);
    }
    return histogram;
}

HistogramPlot::HistogramPlot(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_bars(new QCPBars(m_plot->xAxis, m_plot->yAxis))
    , m_line(m_plot->addGraph())
    , m_lower(new QCPItemStraightLine(m_plot))
    , m_upper(new QCPItemStraightLine(m_plot))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    m_line->setLineStyle(QCPGraph::lsStepLeft);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->yAxis->setNumberFormat(QStringLiteral("gb"));
    m_plot->yAxis->setNumberPrecision(2);
    retranslate();
    connect(&Theme::instance(), &Theme::changed, this, &HistogramPlot::updateTheme);
    updateTheme();
}

void HistogramPlot::setHistograms(const Histogram &reference, const Histogram &quantized, std::optional<std::pair<double, double>> range)
{
    m_reference = coarsened(reference, kShownBins);
    m_quantized = quantized;
    while (!m_quantized.counts.empty() && m_quantized.exponent < m_reference.exponent) {
        // One more step of merging than needed for the count brings it onto the reference's grid.
        m_quantized = coarsened(std::move(m_quantized), std::max<std::size_t>(1, m_quantized.counts.size() - 1));
        if (m_quantized.counts.size() == 1)
            break;
    }
    m_range = range;
    m_clipped = range ? shareOutside(reference, range->first, range->second) : 0;
    refresh();
}

void HistogramPlot::setLogarithmic(bool logarithmic)
{
    m_logarithmic = logarithmic;
    refresh();
}

void HistogramPlot::refresh()
{
    QVector<double> keys, values, lineKeys, lineValues;
    double top = 1;
    for (std::size_t i = 0; i < m_reference.counts.size(); ++i) {
        const double middle = binStart(m_reference, i) + m_reference.binWidth() / 2;
        const auto count = static_cast<double>(m_reference.counts[i]);
        keys.push_back(middle);
        values.push_back(count);
        top = std::max(top, count);
    }
    for (std::size_t i = 0; i < m_quantized.counts.size(); ++i) {
        lineKeys.push_back(binStart(m_quantized, i));
        lineValues.push_back(std::max(static_cast<double>(m_quantized.counts[i]), m_logarithmic ? 0.5 : 0.0));
    }
    m_bars->setWidth(m_reference.counts.empty() ? 1 : m_reference.binWidth());
    m_bars->setData(keys, values, true);
    m_line->setData(lineKeys, lineValues, true);
    if (m_logarithmic) {
        m_plot->yAxis->setScaleType(QCPAxis::stLogarithmic);
        m_plot->yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        m_bars->setBaseValue(0.5);
        m_plot->yAxis->setRange(0.5, top * 2);
    } else {
        m_plot->yAxis->setScaleType(QCPAxis::stLinear);
        m_plot->yAxis->setTicker(figureTicker());
        m_bars->setBaseValue(0);
        m_plot->yAxis->setRange(0, top * 1.05);
    }
    double low = keys.isEmpty() ? 0 : keys.front(), high = keys.isEmpty() ? 1 : keys.back();
    for (QCPItemStraightLine *line : {m_lower, m_upper})
        line->setVisible(m_range.has_value());
    if (m_range) {
        m_lower->point1->setCoords(m_range->first, 0);
        m_lower->point2->setCoords(m_range->first, 1);
        m_upper->point1->setCoords(m_range->second, 0);
        m_upper->point2->setCoords(m_range->second, 1);
        low = std::min(low, m_range->first);
        high = std::max(high, m_range->second);
    }
    const double margin = std::max((high - low) * 0.03, 1e-12);
    m_plot->xAxis->setRange(low - margin, high + margin);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HistogramPlot::retranslate() { m_plot->yAxis->setLabel(tr("number of values")); }

void HistogramPlot::updateTheme()
{
    const Theme &theme = Theme::instance();
    applyTheme(*m_plot);
    QColor grey = theme.mutedText();
    grey.setAlpha(150);
    m_bars->setPen(Qt::NoPen);
    m_bars->setBrush(grey);
    m_line->setPen(QPen(theme.accent(), 1.5));
    for (QCPItemStraightLine *line : {m_lower, m_upper})
        line->setPen(QPen(theme.selection(), 2));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace halftone
