// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

#include <QWidget>

#include <optional>
#include <utility>

class QCPBars;
class QCPGraph;
class QCPItemStraightLine;
class QCustomPlot;

namespace halftone {

/// Distribution of a tensor: float values as grey bars, quantized ones as a line, the quantized range as two marks;
/// what lies outside is clipped. Logarithmic counts on demand.
class HistogramPlot : public QWidget
{
    Q_OBJECT

public:
    explicit HistogramPlot(QWidget *parent = nullptr);

    /// `quantized` may be empty. `range`: smallest and largest value the quantized type can hold.
    void setHistograms(const Histogram &reference, const Histogram &quantized, std::optional<std::pair<double, double>> range);
    void setLogarithmic(bool logarithmic);
    bool isLogarithmic() const { return m_logarithmic; }
    /// Share of the given float values outside the range, in [0, 1]; not coarsened to the bars that are shown.
    double clippedShare() const { return m_clipped; }
    QCustomPlot *plot() { return m_plot; }

    QSize minimumSizeHint() const override { return {160, 90}; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void updateTheme();

    QCustomPlot *m_plot;
    QCPBars *m_bars;
    QCPGraph *m_line;
    QCPItemStraightLine *m_lower;
    QCPItemStraightLine *m_upper;
    Histogram m_reference;
    Histogram m_quantized;
    std::optional<std::pair<double, double>> m_range;
    bool m_logarithmic = false;
    double m_clipped = 0;
};

/// `histogram` with at most `bins` bins, by merging neighbours; the grid stays one of power-of-two widths.
Histogram coarsened(Histogram histogram, std::size_t bins);

} // namespace halftone
