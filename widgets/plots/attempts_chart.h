// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace halftone {

/// Scatter of attempts: cost (lower is better) against gain (higher is better), with the Pareto front drawn through those that no other
/// beats in both. A click chooses a point, a double click activates it.
class AttemptsChart : public QWidget
{
    Q_OBJECT

public:
    struct Point
    {
        QString name;
        /// In the unit that the axis says. NaN: not known, not drawn.
        double cost = 0;
        double gain = 0;
        /// Further figures, for the tool tip.
        QString figures;
    };
    struct Axes
    {
        QString cost;
        QString gain;
        /// Equal models have infinite SQNR: gains are drawn within what people tell apart.
        bool gainIsDecibels = true;
    };

    explicit AttemptsChart(QWidget *parent = nullptr);

    void setAxes(const Axes &axes);
    void setPoints(std::vector<Point> points);
    /// What the float model costs, drawn as a line; NaN for none.
    void setReference(double cost, const QString &name);
    /// The attempt whose recipe is the document's; -1 for none.
    void setCurrent(int index);
    int current() const { return m_current; }
    /// The attempt that is marked in the list beside; -1 for none.
    void setSelected(int index);
    int selected() const { return m_selected; }
    int pointAt(QPoint position) const;
    /// Only for points with both figures.
    QPoint positionOf(int index) const;
    const std::vector<Point> &points() const { return m_points; }
    QSize minimumSizeHint() const override { return {240, 120}; }

signals:
    void pointClicked(int index);
    void pointActivated(int index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void setRanges(const QVector<double> &costs, const QVector<double> &gains);
    void updateTheme();
    double shownGain(const Point &point) const;
    QString toolTipOf(int index) const;

    QCustomPlot *m_plot;
    QCPGraph *m_all;
    QCPGraph *m_best;
    QCPGraph *m_chosen;
    QCPGraph *m_marked;
    QCPItemStraightLine *m_line;
    QCPItemText *m_lineText;
    std::vector<Point> m_points;
    Axes m_axes;
    double m_reference;
    int m_current = -1;
    int m_selected = -1;
};

/// Indices of the points no other point beats in both figures, by rising cost; points without both figures are left out.
std::vector<int> paretoFront(const std::vector<AttemptsChart::Point> &points);

} // namespace halftone
