// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/attempts_chart.h"

#include "widgets/common/theme.h"
#include "widgets/plots/plot_style.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <qcustomplot.h>

namespace halftone {

namespace {
constexpr double kReach = 12;
/// Equal models have infinite SQNR; they are drawn at the top.
constexpr double kTallestDb = 100;

double shownDb(double db) { return std::isnan(db) ? 0 : std::clamp(db, -20.0, kTallestDb); }
} // namespace

std::vector<int> paretoFront(const std::vector<AttemptsChart::Point> &points)
{
    std::vector<int> order(points.size());
    std::iota(order.begin(), order.end(), 0);
    const auto at = [&](int i) -> const AttemptsChart::Point & { return points[static_cast<std::size_t>(i)]; };
    std::ranges::stable_sort(
        order, [&](int a, int b) { return at(a).cost != at(b).cost ? at(a).cost < at(b).cost : at(a).outputDb > at(b).outputDb; });
    std::vector<int> front;
    for (const int index : order) {
        if (front.empty() || at(index).outputDb > at(front.back()).outputDb)
            front.push_back(index);
    }
    return front;
}

AttemptsChart::AttemptsChart(QWidget *parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_all(nullptr), m_best(m_plot->addGraph()), m_chosen(nullptr)
{
    m_all = m_plot->addGraph();
    m_chosen = m_plot->addGraph();
    for (QCPGraph *graph : {m_all, m_chosen})
        graph->setLineStyle(QCPGraph::lsNone);
    m_best->setLineStyle(QCPGraph::lsStepLeft);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    m_plot->installEventFilter(this);
    m_plot->yAxis->setLabel(tr("output SQNR of the worst channel, dB"));
    connect(&Theme::instance(), &Theme::changed, this, &AttemptsChart::updateTheme);
    updateTheme();
}

void AttemptsChart::setPoints(std::vector<Point> points, const QString &costTitle)
{
    m_points = std::move(points);
    m_plot->xAxis->setLabel(costTitle);
    refresh();
}

void AttemptsChart::setCurrent(int index)
{
    m_current = index;
    refresh();
}

void AttemptsChart::refresh()
{
    QVector<double> x, y, bestX, bestY, chosenX, chosenY;
    for (const Point &point : m_points) {
        x.push_back(point.cost);
        y.push_back(shownDb(point.outputDb));
    }
    for (const int index : paretoFront(m_points)) {
        bestX.push_back(x[index]);
        bestY.push_back(y[index]);
    }
    if (m_current >= 0 && m_current < static_cast<int>(m_points.size())) {
        chosenX = {x[m_current]};
        chosenY = {y[m_current]};
    }
    m_all->setData(x, y);
    m_best->setData(bestX, bestY);
    m_chosen->setData(chosenX, chosenY);
    if (!x.isEmpty()) {
        const auto [lowX, highX] = std::ranges::minmax(x);
        const auto [lowY, highY] = std::ranges::minmax(y);
        const double marginX = std::max((highX - lowX) * 0.1, std::abs(highX) * 0.02 + 1e-9);
        m_plot->xAxis->setRange(lowX - marginX, highX + marginX);
        m_plot->yAxis->setRange(lowY - 4, highY + 4);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QPoint AttemptsChart::positionOf(int index) const
{
    const Point &point = m_points[static_cast<std::size_t>(index)];
    return {
        static_cast<int>(m_plot->xAxis->coordToPixel(point.cost)), static_cast<int>(m_plot->yAxis->coordToPixel(shownDb(point.outputDb)))};
}

int AttemptsChart::pointAt(QPoint position) const
{
    int best = -1;
    double nearest = kReach;
    for (int i = 0; i < static_cast<int>(m_points.size()); ++i) {
        const QPoint delta = positionOf(i) - position;
        const double distance = std::hypot(delta.x(), delta.y());
        if (distance <= nearest) {
            nearest = distance;
            best = i;
        }
    }
    return best;
}

bool AttemptsChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_plot && event->type() == QEvent::MouseButtonRelease) {
        if (const int index = pointAt(static_cast<QMouseEvent *>(event)->pos()); index >= 0)
            emit pointClicked(index);
    } else if (watched == m_plot && event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int index = pointAt(help->pos());
        QToolTip::showText(help->globalPos(),
            index >= 0 ? tr("%1: %2").arg(
                m_points[static_cast<std::size_t>(index)].name, decibelText(m_points[static_cast<std::size_t>(index)].outputDb))
                       : QString(),
            m_plot);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AttemptsChart::updateTheme()
{
    const Theme &theme = Theme::instance();
    applyTheme(*m_plot);
    m_all->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.accent(), theme.accent(), 8));
    m_chosen->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.selection(), 2.5), Qt::NoBrush, 14));
    m_best->setPen(QPen(theme.mutedText(), 1, Qt::DashLine));
    refresh();
}

} // namespace halftone
