// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QCPBars;
class QCustomPlot;

namespace halftone {

/// SQNR of each channel of one tensor as bars, coloured like the heat map.
class ChannelBars : public QWidget
{
    Q_OBJECT

public:
    explicit ChannelBars(QWidget *parent = nullptr);

    void setChannels(const std::vector<double> &decibels);
    int count() const { return static_cast<int>(m_values.size()); }
    /// Words on both axes, where there is room and no title beside the chart.
    void setAxisTitles(bool titles);
    QSize minimumSizeHint() const override { return {160, 80}; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateTheme();
    void retranslate();

    QCustomPlot *m_plot;
    std::vector<QCPBars *> m_bars;
    std::vector<double> m_values;
    bool m_titles = false;
};

} // namespace halftone
