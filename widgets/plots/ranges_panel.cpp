// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ranges_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/common/theme.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tensor_link.h"

#include <QEvent>
#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace halftone {

RangesPanel::RangesPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_plot(new QCustomPlot)
    , m_below(new QCPBars(m_plot->xAxis, m_plot->yAxis))
    , m_above(new QCPBars(m_plot->xAxis, m_plot->yAxis))
    , m_lower(m_plot->addGraph())
    , m_upper(m_plot->addGraph())
    , m_title(new QLabel)
    , m_empty(nullptr)
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
    m_plot->installEventFilter(this);
    auto *content = new QWidget;
    auto *box = new QVBoxLayout(content);
    box->setContentsMargins(6, 2, 6, 2);
    m_title->setTextFormat(Qt::RichText);
    box->addWidget(m_title);
    box->addWidget(m_plot, 1);
    m_empty = new EmptyState(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_empty);
    connect(m_empty, &EmptyState::actionRequested, this, &RangesPanel::calibrateRequested);
    for (auto signal : {&Document::errorsChanged, &Document::statisticsChanged, &Document::modelChanged, &Document::quantizedChanged})
        connect(m_document, signal, this, &RangesPanel::refresh);
    connect(m_selection, &SelectionController::changed, this, &RangesPanel::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &RangesPanel::updateTheme);
    retranslate();
    updateTheme();
    refresh();
}

bool RangesPanel::isEmpty() const { return !m_empty->isShowingContent(); }

void RangesPanel::refresh()
{
    if (!m_document->model()) {
        m_empty->showContent(false);
        return;
    }
    ChannelRanges ranges;
    if (m_selection->nodes().size() == 1)
        ranges = weightRanges(*m_document, m_selection->nodes().front());
    const int index = selectedTensor(*m_document, *m_selection);
    if (const auto statistics = m_document->statistics(); ranges.minimum.empty() && statistics && index >= 0) {
        const std::string &name = m_document->errors()->tensors[static_cast<std::size_t>(index)].tensor;
        if (const auto found = statistics->tensors.find(name); found != statistics->tensors.end()) {
            ranges.title = tr("Activation <b>%1</b>, range of each channel").arg(QString::fromStdString(name).toHtmlEscaped());
            ranges.minimum = found->second.channelMinimum;
            ranges.maximum = found->second.channelMaximum;
            if (const auto quantized = m_document->quantized()) {
                if (const auto params = quantized->params.find(name); params != quantized->params.end() && params->second.axis < 0) {
                    ranges.lower = {params->second.minimum};
                    ranges.upper = {params->second.maximum};
                }
            }
        }
    }
    if (ranges.minimum.empty()) {
        m_empty->showContent(false);
        return;
    }
    setRanges(ranges);
}

void RangesPanel::setRanges(const ChannelRanges &ranges)
{
    m_ranges = ranges;
    m_count = static_cast<int>(ranges.minimum.size());
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
    m_above->setData(keys, above, true);
    m_below->setData(keys, below, true);
    m_lower->setData(steps, lower, true);
    m_upper->setData(steps, upper, true);
    const double margin = std::max((high - low) * 0.06, 1e-9);
    m_plot->xAxis->setRange(-1, std::max(1, m_count));
    m_plot->yAxis->setRange(low - margin, high + margin);
    m_title->setText(ranges.title);
    m_empty->showContent(true);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool RangesPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot || event->type() != QEvent::ToolTip)
        return QWidget::eventFilter(watched, event);
    auto *help = static_cast<QHelpEvent *>(event);
    const auto channel = static_cast<int>(std::lround(m_plot->xAxis->pixelToCoord(help->pos().x())));
    QString text;
    if (channel >= 0 && channel < m_count) {
        const auto index = static_cast<std::size_t>(channel);
        text = tr("Channel %1: %2 … %3").arg(channel).arg(figureText(m_ranges.minimum[index]), figureText(m_ranges.maximum[index]));
        if (!m_ranges.lower.empty()) {
            const std::size_t entry = m_ranges.lower.size() == 1 ? 0 : std::min(index, m_ranges.lower.size() - 1);
            text += QLatin1Char('\n')
                + tr("Its scale covers %1 … %2").arg(figureText(m_ranges.lower[entry]), figureText(m_ranges.upper[entry]));
        }
    }
    QToolTip::showText(help->globalPos(), text, m_plot);
    return true;
}

void RangesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void RangesPanel::retranslate()
{
    m_empty->setMessage(
        tr("Select a node with weights to see the range of each of its channels; after a calibration, also of its output."));
    m_plot->xAxis->setLabel(tr("channel"));
}

void RangesPanel::updateTheme()
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

ChannelRanges weightRanges(const Document &document, std::uint32_t nodeId)
{
    const auto model = document.model();
    const Node &node = model->graph->node(nodeId);
    const Operator *op = findOperator(node.domain, node.opType);
    if (!op)
        return {};
    const NodeView view{node, model->opset(node.domain), model->graph.get()};
    const QuantRule rule = op->quantRule(view);
    if (!rule.weight || rule.weight->input >= static_cast<int>(node.inputs.size()))
        return {};
    const ValueId value = node.inputs[static_cast<std::size_t>(rule.weight->input)];
    const ConstantTensor *constant = value == kNone ? nullptr : model->graph->constant(value);
    if (!constant || constant->dtype() != DType::Float)
        return {};
    const auto tensor = constant->load();
    if (!tensor || tensor->count() == 0)
        return {};
    const Shape &shape = tensor->shape();
    const int axis = rule.weight->channelAxis < 0 ? rule.weight->channelAxis + shape.rank() : rule.weight->channelAxis;
    if (axis < 0 || axis >= shape.rank())
        return {};
    const auto channels = static_cast<std::size_t>(shape[axis]);
    const auto inner = static_cast<std::size_t>(shape.count(axis + 1, shape.rank()));
    const std::string &name = model->graph->value(value).name;
    ChannelRanges ranges;
    ranges.title = RangesPanel::tr("Weight <b>%1</b> ⟨%2⟩, range of each output channel")
                       .arg(QString::fromStdString(name).toHtmlEscaped(), QString::fromStdString(shape.toString()));
    ranges.minimum.assign(channels, std::numeric_limits<float>::infinity());
    ranges.maximum.assign(channels, -std::numeric_limits<float>::infinity());
    const auto values = tensor->as<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t channel = i / inner % channels;
        ranges.minimum[channel] = std::min(ranges.minimum[channel], values[i]);
        ranges.maximum[channel] = std::max(ranges.maximum[channel], values[i]);
    }
    if (const auto quantized = document.quantized()) {
        if (const auto params = quantized->params.find(name); params != quantized->params.end()) {
            const bool isSigned = params->second.dtype == DType::Int8;
            for (std::size_t i = 0; i < params->second.scale.size(); ++i) {
                const float zero = static_cast<float>(i < params->second.zeroPoint.size() ? params->second.zeroPoint[i] : 0);
                ranges.lower.push_back(((isSigned ? -127.0F : 0.0F) - zero) * params->second.scale[i]);
                ranges.upper.push_back(((isSigned ? 127.0F : 255.0F) - zero) * params->second.scale[i]);
            }
        }
    }
    return ranges;
}

} // namespace halftone
