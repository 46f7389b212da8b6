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
#include <limits>
#include <numeric>
#include <qcustomplot.h>

namespace halftone {

namespace {

constexpr double kReach = 12;
constexpr double kHighestPointDb = 100;
constexpr double kLowestDb = -20;
/// Costs that differ more are drawn on a logarithmic axis.
constexpr double kWideSpread = 8;
constexpr double kLogarithmicMargin = 1.2;

bool isKnown(const AttemptsChart::Point &point) { return std::isfinite(point.cost) && !std::isnan(point.gain); }

} // namespace

std::vector<int> paretoFront(const std::vector<AttemptsChart::Point> &points)
{
    const auto at = [&](int i) -> const AttemptsChart::Point & { return points[static_cast<std::size_t>(i)]; };
    std::vector<int> order(points.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(order, [&](int i) { return !isKnown(at(i)); });
    std::ranges::stable_sort(
        order, [&](int a, int b) { return at(a).cost != at(b).cost ? at(a).cost < at(b).cost : at(a).gain > at(b).gain; });
    std::vector<int> front;
    for (const int index : order) {
        if (front.empty() || at(index).gain > at(front.back()).gain)
            front.push_back(index);
    }
    return front;
}

AttemptsChart::AttemptsChart(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_all(nullptr)
    , m_best(m_plot->addGraph())
    , m_chosen(nullptr)
    , m_marked(nullptr)
    , m_line(new QCPItemStraightLine(m_plot))
    , m_lineText(new QCPItemText(m_plot))
    , m_reference(std::numeric_limits<double>::quiet_NaN())
{
    m_all = m_plot->addGraph();
    m_chosen = m_plot->addGraph();
    m_marked = m_plot->addGraph();
    for (QCPGraph *graph : {m_all, m_chosen, m_marked})
        graph->setLineStyle(QCPGraph::lsNone);
    m_best->setLineStyle(QCPGraph::lsStepLeft);
    m_lineText->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_lineText->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_lineText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_lineText->setPadding(QMargins(0, 0, 4, 2));
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    m_plot->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, this, &AttemptsChart::updateTheme);
    updateTheme();
}

double AttemptsChart::shownGain(const Point &point) const
{
    return m_axes.gainIsDecibels ? std::clamp(point.gain, kLowestDb, kHighestPointDb) : point.gain;
}

void AttemptsChart::setAxes(const Axes &axes)
{
    m_axes = axes;
    m_plot->xAxis->setLabel(axes.cost);
    m_plot->yAxis->setLabel(axes.gain);
    refresh();
}

void AttemptsChart::setPoints(std::vector<Point> points)
{
    m_points = std::move(points);
    refresh();
}

void AttemptsChart::setReference(double cost, const QString &name)
{
    m_reference = cost;
    m_lineText->setText(name);
    refresh();
}

void AttemptsChart::setCurrent(int index)
{
    m_current = index;
    refresh();
}

void AttemptsChart::setSelected(int index)
{
    m_selected = index;
    refresh();
}

void AttemptsChart::refresh()
{
    QVector<double> x, y, bestX, bestY;
    for (const Point &point : m_points) {
        if (!isKnown(point))
            continue;
        x.push_back(point.cost);
        y.push_back(shownGain(point));
    }
    for (const int index : paretoFront(m_points)) {
        bestX.push_back(m_points[static_cast<std::size_t>(index)].cost);
        bestY.push_back(shownGain(m_points[static_cast<std::size_t>(index)]));
    }
    const auto mark = [this](QCPGraph *graph, int index) {
        const bool shown = index >= 0 && index < static_cast<int>(m_points.size()) && isKnown(m_points[static_cast<std::size_t>(index)]);
        const Point point = shown ? m_points[static_cast<std::size_t>(index)] : Point();
        graph->setData(
            shown ? QVector<double>{point.cost} : QVector<double>(), shown ? QVector<double>{shownGain(point)} : QVector<double>());
    };
    m_all->setData(x, y);
    m_best->setData(bestX, bestY);
    mark(m_chosen, m_current);
    mark(m_marked, m_selected);
    const bool hasReference = std::isfinite(m_reference) && !x.isEmpty();
    m_line->setVisible(hasReference);
    m_lineText->setVisible(hasReference);
    if (hasReference) {
        m_line->point1->setCoords(m_reference, 0);
        m_line->point2->setCoords(m_reference, 1);
        m_lineText->position->setCoords(m_reference, 1);
        x.push_back(m_reference);
    }
    if (!y.isEmpty())
        setRanges(x, y);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void AttemptsChart::setRanges(const QVector<double> &costs, const QVector<double> &gains)
{
    const auto [lowX, highX] = std::ranges::minmax(costs);
    const auto [lowY, highY] = std::ranges::minmax(gains);
    // One slow run would press all others to the left.
    const bool isLogarithmic = lowX > 0 && highX > lowX * kWideSpread;
    m_plot->xAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (isLogarithmic) {
        const QSharedPointer<QCPAxisTickerLog> ticker(new QCPAxisTickerLog);
        ticker->setLogBase(2);
        m_plot->xAxis->setTicker(ticker);
    } else {
        m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    }
    const double marginX = std::max((highX - lowX) * 0.1, std::abs(highX) * 0.02 + 1e-9);
    const double marginY = m_axes.gainIsDecibels ? 4 : std::max((highY - lowY) * 0.2, 0.5);
    if (isLogarithmic)
        m_plot->xAxis->setRange(lowX / kLogarithmicMargin, highX * kLogarithmicMargin);
    else
        m_plot->xAxis->setRange(lowX - marginX, highX + marginX);
    m_plot->yAxis->setRange(lowY - marginY, highY + marginY);
}

QPoint AttemptsChart::positionOf(int index) const
{
    const Point &point = m_points[static_cast<std::size_t>(index)];
    return {static_cast<int>(m_plot->xAxis->coordToPixel(point.cost)), static_cast<int>(m_plot->yAxis->coordToPixel(shownGain(point)))};
}

int AttemptsChart::pointAt(QPoint position) const
{
    int best = -1;
    double nearest = kReach;
    for (int i = 0; i < static_cast<int>(m_points.size()); ++i) {
        if (!isKnown(m_points[static_cast<std::size_t>(i)]))
            continue;
        const QPoint delta = positionOf(i) - position;
        const double distance = std::hypot(delta.x(), delta.y());
        if (distance <= nearest) {
            nearest = distance;
            best = i;
        }
    }
    return best;
}

QString AttemptsChart::toolTipOf(int index) const
{
    if (index < 0)
        return {};
    const Point &point = m_points[static_cast<std::size_t>(index)];
    return point.figures.isEmpty() ? point.name : point.name + QLatin1Char('\n') + point.figures;
}

bool AttemptsChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonRelease) {
        if (const int index = pointAt(static_cast<QMouseEvent *>(event)->pos()); index >= 0)
            emit pointClicked(index);
    } else if (event->type() == QEvent::MouseButtonDblClick) {
        if (const int index = pointAt(static_cast<QMouseEvent *>(event)->pos()); index >= 0)
            emit pointActivated(index);
    } else if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipOf(pointAt(help->pos())), m_plot);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AttemptsChart::updateTheme()
{
    const Theme &theme = Theme::instance();
    applyTheme(*m_plot);
    m_all->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.accent(), theme.accent(), 8));
    m_chosen->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.selection(), theme.selection(), 10));
    m_marked->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.selection(), 2.5), Qt::NoBrush, 16));
    m_best->setPen(QPen(theme.mutedText(), 1.5, Qt::DashLine));
    m_line->setPen(QPen(theme.mutedText(), 1, Qt::DotLine));
    m_lineText->setColor(theme.mutedText());
    m_lineText->setFont(font());
    refresh();
}

} // namespace halftone
