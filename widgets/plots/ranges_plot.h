// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QCPBars;
class QCPGraph;
class QCustomPlot;

namespace halftone {

/// Smallest and largest value of each channel of a tensor.
struct ChartRanges
{
    QString title;
    std::vector<float> minimum;
    std::vector<float> maximum;
    /// What the quantized type can hold, one entry for all channels or one each; empty when it stays float.
    std::vector<float> lower;
    std::vector<float> upper;
};

/// Range of every channel as a bar around zero, and lines for what its scale covers.
class RangesPlot : public QWidget
{
    Q_OBJECT

public:
    explicit RangesPlot(QWidget *parent = nullptr);

    void setRanges(const ChartRanges &ranges);
    int channelCount() const { return static_cast<int>(m_ranges.minimum.size()); }
    QSize minimumSizeHint() const override { return {160, 100}; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateTheme();

    QCustomPlot *m_plot;
    QCPBars *m_below;
    QCPBars *m_above;
    QCPGraph *m_lower;
    QCPGraph *m_upper;
    ChartRanges m_ranges;
};

/// Extremes of each index of `axis` over all other axes; `values` in row-major order, `inner` elements a channel in a row.
ChartRanges channelExtremes(const float *values, std::size_t count, std::size_t channels, std::size_t inner);

} // namespace halftone
