// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QCPGraph;
class QCustomPlot;
class QLabel;

namespace halftone {

/// Scatter of attempts: cost (size or latency, lower is better) against output SQNR (higher is better). A click chooses one.
class AttemptsChart : public QWidget
{
    Q_OBJECT

public:
    struct Point
    {
        QString name;
        /// Bytes or milliseconds, as the axis says.
        double cost = 0;
        double outputDb = 0;
    };

    explicit AttemptsChart(QWidget *parent = nullptr);

    void setPoints(std::vector<Point> points, const QString &costTitle);
    void setCurrent(int index);
    int current() const { return m_current; }
    int pointAt(QPoint position) const;
    QPoint positionOf(int index) const;
    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    void pointClicked(int index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void updateTheme();

    QCustomPlot *m_plot;
    QCPGraph *m_all;
    QCPGraph *m_best;
    QCPGraph *m_chosen;
    std::vector<Point> m_points;
    int m_current = -1;
};

/// Indices of the points no other point beats in both figures, by rising cost.
std::vector<int> paretoFront(const std::vector<AttemptsChart::Point> &points);

} // namespace halftone
