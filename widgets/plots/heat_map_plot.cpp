// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_map_plot.h"

#include "widgets/common/theme.h"
#include "widgets/plots/plot_style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace halftone {

namespace {

constexpr int kLabelLength = 30;
/// Rows higher than this only waste space when a model has few tensors.
constexpr double kMaximumRowHeight = 26;
/// The marked row is at least this high, however many rows there are.
constexpr double kMarkHeight = 5;
constexpr int kMoveMs = 200;

} // namespace

HeatMapPlot::HeatMapPlot(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_map(new QCPColorMap(m_plot->xAxis, m_plot->yAxis))
    , m_scale(new QCPColorScale(m_plot))
    , m_mark(new QCPItemRect(m_plot))
    , m_markLabel(new QCPItemText(m_plot))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusProxy(this);
    m_plot->setNoAntialiasingOnDrag(true);

    m_map->setInterpolate(false);
    m_map->setTightBoundary(false);
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(12);
    m_map->setColorScale(m_scale);
    m_plot->plotLayout()->addElement(0, 1, m_scale);
    auto *margins = new QCPMarginGroup(m_plot);
    m_plot->axisRect()->setMarginGroup(QCP::msBottom | QCP::msTop, margins);
    m_scale->setMarginGroup(QCP::msBottom | QCP::msTop, margins);

    m_plot->yAxis->setRangeReversed(true);
    m_plot->yAxis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    m_plot->yAxis->setSubTicks(false);
    m_plot->yAxis->setTickLength(0, 0);
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->xAxis->grid()->setVisible(false);
    setWholeTicks(*m_plot->xAxis);
    m_plot->axisRect()->setRangeDrag(Qt::Vertical);
    m_plot->axisRect()->setRangeZoom(Qt::Vertical);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_mark->setVisible(false);
    m_mark->setBrush(Qt::NoBrush);
    m_mark->setClipToAxisRect(false);
    // Above the labels of the axis.
    m_markLabel->setLayer(QStringLiteral("overlay"));
    m_markLabel->setVisible(false);
    m_markLabel->setClipToAxisRect(false);
    m_markLabel->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_markLabel->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_markLabel->position->setTypeY(QCPItemPosition::ptPlotCoords);
    m_markLabel->setPadding({2, 0, 5, 0});
    m_move.setDuration(kMoveMs);
    m_move.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_move, &QVariantAnimation::valueChanged, this, [this](const QVariant &lower) {
        m_plot->yAxis->setRange(lower.toDouble(), lower.toDouble() + m_plot->yAxis->range().size());
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    });

    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    connect(m_plot->yAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] {
        clampRange();
        draw();
        updateLabels();
        updateMark();
    });
    connect(m_plot, &QCustomPlot::afterLayout, this, &HeatMapPlot::followHeight);
    connect(&Theme::instance(), &Theme::changed, this, &HeatMapPlot::updateTheme);
    updateTheme();
}

void HeatMapPlot::setRows(std::vector<HeatMapRow> rows, int columnCount, const QString &columnTitle, HeatMetric metric)
{
    const bool sameRows = rows.size() == m_rows.size();
    m_rows = std::move(rows);
    m_columnCount = columnCount;
    m_columnTitle = columnTitle;
    if (m_marked >= rowCount())
        m_marked = -1;
    std::vector<double> figures;
    for (const HeatMapRow &each : m_rows) {
        if (HeatScale::isFixed(metric))
            break;
        figures.push_back(each.whole);
        figures.insert(figures.end(), each.columns.begin(), each.columns.end());
    }
    m_heatScale = HeatScale::over(metric, figures);
    updateScale();
    fill();
    if (!sameRows)
        showAll();
    draw();
    updateLabels();
    updateMark();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HeatMapPlot::updateScale()
{
    const bool logarithmic = m_heatScale.isLogarithmic();
    QSharedPointer<QCPAxisTicker> ticker;
    if (logarithmic)
        ticker = QSharedPointer<QCPAxisTickerLog>::create();
    else
        ticker = QSharedPointer<QCPAxisTicker>::create();
    m_scale->setDataScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_scale->axis()->setTicker(ticker);
    m_scale->axis()->setNumberFormat(logarithmic ? QStringLiteral("eb") : QStringLiteral("g"));
    m_scale->axis()->setNumberPrecision(logarithmic ? 0 : 4);
    m_scale->setDataRange({m_heatScale.lower, m_heatScale.upper});
    m_scale->setGradient(m_heatScale.isInverted() ? viridisGradient().inverted() : viridisGradient());
    switch (m_heatScale.metric) {
    case HeatMetric::Sqnr:
    case HeatMetric::WorstChannel:
        m_scale->axis()->setLabel(tr("dB"));
        break;
    case HeatMetric::Mse:
        m_scale->axis()->setLabel(tr("mean squared error"));
        break;
    case HeatMetric::MaxAbs:
        m_scale->axis()->setLabel(tr("largest error"));
        break;
    case HeatMetric::Cosine:
        m_scale->axis()->setLabel(tr("cosine"));
        break;
    }
}

void HeatMapPlot::fill()
{
    m_raster.setRows(m_heatScale.metric, m_rows, m_columnCount);
    m_plot->xAxis->setRange(m_columnCount > 0 ? QCPRange(-0.5, m_raster.cells() - 0.5) : QCPRange(0, 100));
    m_plot->xAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setNumberPrecision(0);
    m_drawn = {};
}

void HeatMapPlot::draw()
{
    const QCPRange range = m_plot->yAxis->range();
    const int join = HeatRaster::joined(range.size(), m_plot->axisRect()->height());
    const int first = static_cast<int>(std::floor((range.lower + 0.5) / join));
    const int shown = static_cast<int>(std::ceil(range.size() / join)) + 1;
    const bool all = m_drawn.first <= 0 && (m_drawn.first + m_drawn.count) * join >= rowCount();
    if (join == m_drawn.join && m_drawn.count > 0
        && (all || (m_drawn.first <= std::max(0, first) && first + shown <= m_drawn.first + m_drawn.count)))
        return;
    // A page above and one below are ready.
    m_drawn = {std::max(0, first - shown), 3 * shown, join};
    m_raster.write(*m_map->data(), m_drawn, m_heatScale);
}

void HeatMapPlot::showAll()
{
    const double height = std::max(40, m_plot->axisRect()->height());
    const double rows = std::max<double>(rowCount(), height / kMaximumRowHeight);
    m_plot->yAxis->setRange(-0.5, rows - 0.5);
}

void HeatMapPlot::clampRange()
{
    const double height = std::max(40, m_plot->axisRect()->height());
    const double most = std::max<double>(rowCount(), height / kMaximumRowHeight);
    const QCPRange range = m_plot->yAxis->range();
    const double size = std::clamp(range.size(), std::min(4.0, most), most);
    const double lower = std::clamp(range.lower, -0.5, std::max(-0.5, most - 0.5 - size));
    if (std::abs(lower - range.lower) > 1e-9 || std::abs(size - range.size()) > 1e-9) {
        const QSignalBlocker blocker(m_plot->yAxis);
        m_plot->yAxis->setRange(lower, lower + size);
    }
}

void HeatMapPlot::updateLabels()
{
    auto ticker = m_plot->yAxis->ticker().dynamicCast<QCPAxisTickerText>();
    ticker->clear();
    const double pixels = m_plot->axisRect()->height() / std::max(1e-9, m_plot->yAxis->range().size());
    const int lineHeight = QFontMetrics(m_plot->yAxis->tickLabelFont()).height();
    const int step = std::max(1, static_cast<int>(std::ceil(lineHeight / std::max(0.01, pixels))));
    const int first = std::max(0, static_cast<int>(std::ceil(m_plot->yAxis->range().lower)));
    const int last = std::min(rowCount() - 1, static_cast<int>(std::floor(m_plot->yAxis->range().upper)));
    const bool crowded = step > 1 && !m_columnTitle.isEmpty();
    const QString hint = tr("%1 · the wheel zooms rows, double click shows all").arg(m_columnTitle);
    const bool fits = QFontMetrics(m_plot->xAxis->labelFont()).horizontalAdvance(hint) <= m_plot->axisRect()->width();
    m_plot->xAxis->setLabel(crowded && fits ? hint : m_columnTitle);
    for (int index = (first + step - 1) / step * step; index <= last; index += step) {
        // The marked row's label replaces neighbours that it would touch.
        if (m_marked >= 0 && index != m_marked && std::abs(index - m_marked) < step)
            continue;
        ticker->addTick(index, tailElided(row(index).label, kLabelLength));
    }
    // Room and a place in order; what is read is drawn over it in the colour of the selection.
    if (m_marked >= first && m_marked <= last)
        ticker->addTick(m_marked, tailElided(row(m_marked).label, kLabelLength));
}

std::vector<QRect> HeatMapPlot::labelRects() const
{
    const auto ticker = m_plot->yAxis->ticker().dynamicCast<QCPAxisTickerText>();
    const QFontMetrics metrics(m_plot->yAxis->tickLabelFont());
    std::vector<QRect> rects;
    for (auto tick = ticker->ticks().begin(); tick != ticker->ticks().end(); ++tick) {
        const int centre = static_cast<int>(m_plot->yAxis->coordToPixel(tick.key()));
        rects.emplace_back(0, centre - metrics.ascent() / 2, metrics.horizontalAdvance(tick.value()), metrics.ascent());
    }
    return rects;
}

void HeatMapPlot::setMarkedRow(int row, bool reveal)
{
    m_marked = row < rowCount() ? row : -1;
    if (m_marked >= 0 && reveal && !m_plot->yAxis->range().contains(m_marked)) {
        m_move.stop();
        m_move.setStartValue(m_plot->yAxis->range().lower);
        m_move.setEndValue(m_marked - m_plot->yAxis->range().size() / 2);
        m_move.start();
    }
    updateLabels();
    updateMark();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HeatMapPlot::updateMark()
{
    const bool seen = m_marked >= 0 && m_plot->yAxis->range().contains(m_marked);
    m_mark->setVisible(seen);
    m_markLabel->setVisible(seen);
    if (!seen)
        return;
    const QColor colour = Theme::instance().selection();
    const double perPixel = m_plot->yAxis->range().size() / std::max(1, m_plot->axisRect()->height());
    const double half = std::max(0.5, kMarkHeight / 2 * perPixel);
    m_mark->setPen(QPen(colour, 2));
    m_mark->topLeft->setCoords(m_plot->xAxis->range().lower, m_marked - half);
    m_mark->bottomRight->setCoords(m_plot->xAxis->range().upper, m_marked + half);
    m_markLabel->setText(tailElided(row(m_marked).label, kLabelLength));
    m_markLabel->setFont(m_plot->yAxis->tickLabelFont());
    m_markLabel->setColor(colour);
    m_markLabel->setBrush(QApplication::palette().color(QPalette::Base));
    m_markLabel->position->setCoords(0, m_marked);
}

int HeatMapPlot::rowAt(QPoint position) const
{
    if (position.y() < m_plot->axisRect()->top() || position.y() > m_plot->axisRect()->bottom()
        || position.x() > m_plot->axisRect()->right())
        return -1;
    const int index = static_cast<int>(std::lround(m_plot->yAxis->pixelToCoord(position.y())));
    return index >= 0 && index < rowCount() ? index : -1;
}

QPoint HeatMapPlot::rowPosition(int row) const
{
    return {m_plot->axisRect()->left() + 4, static_cast<int>(m_plot->yAxis->coordToPixel(row))};
}

QString HeatMapPlot::toolTipAt(QPoint position) const
{
    const int index = rowAt(position);
    if (index < 0)
        return {};
    const HeatMapRow &entry = row(index);
    QString text = QStringLiteral("<b>%1</b>").arg(entry.label.toHtmlEscaped());
    if (position.x() >= m_plot->axisRect()->left() && !entry.columns.empty()) {
        const double coordinate = m_plot->xAxis->pixelToCoord(position.x());
        const double fraction = m_columnCount > 0 ? (coordinate + 0.5) / m_raster.cells() : coordinate / 100;
        const auto column = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(fraction * static_cast<double>(entry.columns.size())), 0,
            static_cast<std::ptrdiff_t>(entry.columns.size()) - 1);
        const QString place = m_columnCount > 0 ? tr("Sample %1") : tr("Channel %1");
        text += QStringLiteral("<br>") + place.arg(column) + QStringLiteral(": ")
            + metricText(m_heatScale.metric, entry.columns[static_cast<std::size_t>(column)]);
    }
    if (m_heatScale.metric != HeatMetric::Sqnr && m_heatScale.metric != HeatMetric::WorstChannel)
        text += QStringLiteral("<br>") + tr("Whole tensor: %1").arg(metricText(m_heatScale.metric, entry.whole));
    text += QStringLiteral("<br>") + tr("Whole tensor: %1").arg(decibelText(entry.wholeDb));
    text += QStringLiteral("<br>") + tr("Worst channel: %1").arg(decibelText(entry.worstDb));
    text += QStringLiteral("<br><small>") + tr("Signal to quantization noise: 20 dB is an error of 10 %, 40 dB of 1 %.")
        + QStringLiteral("</small>");
    return text;
}

bool HeatMapPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Wheel:
        m_move.stop();
        break;
    case QEvent::MouseButtonPress:
        m_move.stop();
        m_press = static_cast<QMouseEvent *>(event)->pos();
        setFocus(Qt::MouseFocusReason);
        break;
    case QEvent::MouseButtonRelease: {
        const QPoint position = static_cast<QMouseEvent *>(event)->pos();
        const bool click = (position - m_press).manhattanLength() < 4;
        if (const int index = rowAt(position); click && index >= 0)
            emit rowClicked(index);
        break;
    }
    case QEvent::MouseButtonDblClick:
        showAll();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
        break;
    case QEvent::MouseMove:
        emit rowHovered(rowAt(static_cast<QMouseEvent *>(event)->pos()));
        break;
    case QEvent::Leave:
        emit rowHovered(-1);
        break;
    case QEvent::ToolTip: {
        auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), m_plot);
        return true;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void HeatMapPlot::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || rowCount() == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    emit rowClicked(std::clamp(m_marked + step, 0, rowCount() - 1));
}

void HeatMapPlot::followHeight()
{
    const int height = m_plot->axisRect()->height();
    if (height == m_height)
        return;
    m_height = height;
    showAll();
    draw();
    updateLabels();
    updateMark();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HeatMapPlot::updateTheme()
{
    applyTheme(*m_plot);
    m_scale->axis()->setTickLabelColor(Theme::instance().text());
    m_scale->axis()->setLabelColor(Theme::instance().mutedText());
    updateScale();
    updateMark();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace halftone
