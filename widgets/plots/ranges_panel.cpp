// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ranges_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/ops/operator.h"
#include "core/quant/scheme.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/tensor_link.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace halftone {

RangesPanel::RangesPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_plot(new RangesPlot), m_title(new QLabel), m_empty(nullptr)
{
    m_title->setTextFormat(Qt::RichText);
    // Its end is cut before the window grows.
    m_title->setMinimumWidth(1);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_title, 1);
    m_empty = EmptyState::fill(this, bar, m_plot);
    connect(m_empty, &EmptyState::actionRequested, this, &RangesPanel::calibrateRequested);
    for (auto signal : {&Document::errorsChanged, &Document::statisticsChanged, &Document::modelChanged, &Document::quantizedChanged})
        connect(m_document, signal, this, &RangesPanel::refresh);
    connect(m_selection, &SelectionController::changed, this, &RangesPanel::refresh);
    retranslate();
    refresh();
}

bool RangesPanel::isEmpty() const { return !m_empty->isShowingContent(); }

void RangesPanel::refresh()
{
    if (!m_document->model()) {
        m_empty->showContent(false);
        return;
    }
    ChartRanges ranges;
    if (m_selection->nodes().size() == 1)
        ranges = weightRanges(*m_document, m_selection->nodes().front());
    const int index = selectedTensor(*m_document, *m_selection);
    if (const auto statistics = m_document->statistics(); ranges.minimum.empty() && statistics && index >= 0) {
        const std::string &name = m_document->errors()->tensors[static_cast<std::size_t>(index)].tensor;
        if (const auto found = statistics->tensors.find(name); found != statistics->tensors.end()) {
            ranges.title = tr("Activation <b>%1</b>: values of each channel, and what their scale covers (orange)")
                               .arg(QString::fromStdString(name).toHtmlEscaped());
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

void RangesPanel::setRanges(const ChartRanges &ranges)
{
    m_plot->setRanges(ranges);
    m_title->setText(ranges.title);
    m_empty->showContent(true);
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
}

ChartRanges weightRanges(const Document &document, std::uint32_t nodeId)
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
    const ConstantTensor *constant = value == kNone ? nullptr : model->graph->storedValue(value);
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
    const auto values = tensor->as<float>();
    ChartRanges ranges = channelExtremes(values.data(), values.size(), channels, inner);
    ranges.title = RangesPanel::tr("Weight <b>%1</b> ⟨%2⟩: values of each output channel, and what its scale covers (orange)")
                       .arg(QString::fromStdString(name).toHtmlEscaped(), QString::fromStdString(shape.toString()));
    if (const auto quantized = document.quantized()) {
        if (const auto params = quantized->params.find(name); params != quantized->params.end()) {
            const Recipe &recipe = document.recipe();
            const QuantLimits limits = quantLimits(params->second.dtype, isSigned(params->second.dtype), recipe.reduceRange);
            for (std::size_t i = 0; i < params->second.scale.size(); ++i) {
                const float zero = static_cast<float>(i < params->second.zeroPoint.size() ? params->second.zeroPoint[i] : 0);
                ranges.lower.push_back((static_cast<float>(limits.lowest) - zero) * params->second.scale[i]);
                ranges.upper.push_back((static_cast<float>(limits.highest) - zero) * params->second.scale[i]);
            }
        }
    }
    return ranges;
}

} // namespace halftone
