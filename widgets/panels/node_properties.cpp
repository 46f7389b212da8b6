// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/node_properties.h"

#include "core/document/attribute_text.h"
#include "core/document/decision_text.h"
#include "core/document/diagnosis_text.h"
#include "core/document/document.h"
#include "core/ops/operator.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/panels/note_box.h"
#include "widgets/panels/property_grid.h"
#include "widgets/panels/property_text.h"
#include "widgets/plots/channel_bars.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace halftone {

namespace {

constexpr int kChartHeight = 110;

} // namespace

NodeProperties::NodeProperties(Document *document, NodeId node, QWidget *parent) : QWidget(parent), m_document(document), m_node(node)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addHeader(layout);
    addDecision(layout);
    addErrors(layout);
    addFacts(layout);
}

void NodeProperties::addHeader(QVBoxLayout *layout)
{
    const Model &model = *m_document->model();
    const Node &node = model.graph->node(m_node);
    const Operator *op = findOperator(node.domain, node.opType);
    const QColor colour = Theme::instance().category(op ? op->info().category : OpCategory::Other);
    const QString domain = node.domain.empty() ? QStringLiteral("ai.onnx") : QString::fromStdString(node.domain);
    auto *type = new QLabel(QString::fromStdString(node.opType), this);
    type->setObjectName(QStringLiteral("nodeType"));
    type->setStyleSheet(
        QStringLiteral("background:%1; color:white; border-radius:4px; padding:3px 8px; font-weight:bold").arg(colour.name()));
    auto *version = new QLabel(tr("%1 · %2").arg(domain).arg(model.opset(node.domain)), this);
    version->setForegroundRole(QPalette::PlaceholderText);
    version->setToolTip(tr("Domain and opset version"));
    auto *row = new QHBoxLayout;
    row->addWidget(type);
    row->addWidget(version);
    row->addStretch(1);
    layout->addLayout(row);
    QString documentation;
    if (op)
        documentation = QString::fromUtf8(op->info().summary.data(), static_cast<qsizetype>(op->info().summary.size()));
    else if (model.function(node.domain, node.opType, node.overload))
        documentation = tr("A function that the model itself defines.");
    else
        documentation = tr("An operator unknown to this program. It is kept as it is.");
    auto *summary = new QLabel(documentation, this);
    summary->setWordWrap(true);
    summary->setForegroundRole(QPalette::PlaceholderText);
    if (op && QLocale().language() != QLocale::English)
        summary->setToolTip(tr("Descriptions of operators are in English, as in Help › Operators"));
    layout->addWidget(summary);
}

void NodeProperties::addDecision(QVBoxLayout *layout)
{
    if (!m_document->facts())
        return;
    const NodeDecision &decision = m_document->decisions()[m_node];
    const Theme &theme = Theme::instance();
    const QColor colour = isUserChoice(decision) ? theme.excluded() : theme.precision(decision.precision);
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(QStringLiteral("<b style=\"color:%1\">%2</b> &nbsp;%3")
                                 .arg(colour.name(), decisionBadge(decision), decisionReason(decision).toHtmlEscaped()),
        this);
    label->setObjectName(QStringLiteral("decision"));
    label->setWordWrap(true);
    row->addWidget(label, 1);
    const bool excluded = m_document->isExcluded(m_node);
    if (excluded || decision.precision != Precision::Float) {
        auto *button = new QPushButton(excluded ? tr("Include") : tr("Exclude"), this);
        connect(button, &QPushButton::clicked, this, [document = m_document, node = m_node] { document->toggleNodes({node}); });
        row->addWidget(button, 0, Qt::AlignTop);
    }
    layout->addLayout(row);
}

void NodeProperties::addDiagnosis(QVBoxLayout *layout, const TensorError &error)
{
    const auto statistics = m_document->statistics();
    const auto quantized = m_document->quantized();
    if (!statistics || !quantized || !m_document->errorsAreCurrent())
        return;
    const auto diagnosis = diagnose(*m_document->preparedModel(), *statistics, *quantized, error);
    if (!diagnosis)
        return;
    auto *box = new NoteBox(QString(), diagnosisText(*diagnosis), this);
    const NodeId culprit = m_document->model()->graph->findNode(diagnosis->excludeNode);
    if (culprit != kNone && !m_document->isExcluded(culprit)) {
        const QString text = culprit == m_node ? tr("Keep float") : tr("Keep %1 float").arg(QString::fromStdString(diagnosis->excludeNode));
        box->addButton(text, [document = m_document, culprit] { document->excludeNodes({culprit}); });
    }
    layout->addWidget(box);
}

void NodeProperties::addErrors(QVBoxLayout *layout)
{
    const auto errors = m_document->errors();
    if (!errors)
        return;
    const Graph &graph = *m_document->model()->graph;
    auto *grid = new PropertyGrid(this);
    std::vector<double> channels;
    for (const ValueId output : graph.node(m_node).outputs) {
        const TensorError *error = output == kNone ? nullptr : errors->find(graph.value(output).name);
        if (!error)
            continue;
        const ErrorFigures &all = error->accumulated;
        addDiagnosis(layout, *error);
        if (all.channelsDb.size() > 1 && channels.empty())
            channels = all.channelsDb;
        if (grid->isEmpty())
            grid->addHeading(m_document->errorsAreCurrent() ? tr("Quantization error") : tr("Quantization error (being refreshed)"));
        grid->addText(tr("whole tensor"), formatDb(all.sqnrDb));
        if (all.worstChannel >= 0)
            grid->addText(tr("worst channel"), tr("%1 (channel %2)").arg(formatDb(all.worstChannelDb)).arg(all.worstChannel));
        grid->addText(tr("of this node alone"), formatDb(error->local.sqnrDb));
        grid->addText(tr("largest error"), formatNumber(all.maxAbs));
        grid->addText(tr("cosine"), QLocale().toString(all.cosine, 'f', 6));
    }
    if (grid->isEmpty()) {
        delete grid;
        return;
    }
    layout->addWidget(grid);
    if (channels.empty())
        return;
    auto *title = new QLabel(tr("SQNR by channel, dB"), this);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *bars = new ChannelBars(this);
    bars->setChannels(channels);
    bars->setFixedHeight(kChartHeight);
    layout->addWidget(title);
    layout->addWidget(bars);
}

void NodeProperties::addFacts(QVBoxLayout *layout)
{
    const Graph &graph = *m_document->model()->graph;
    const Node &node = graph.node(m_node);
    auto *grid = new PropertyGrid(this);
    grid->addText(tr("name"), QString::fromStdString(node.name) + (node.nameGenerated ? tr(" (given by Halftone)") : QString()));
    for (const Attribute &attribute : node.attributes)
        grid->addText(QString::fromStdString(attribute.name), attributeText(attribute));
    grid->addRow(tr("inputs"), valueLinks(*m_document, node.inputs));
    grid->addRow(tr("outputs"), valueLinks(*m_document, node.outputs));
    const ValueId output = node.outputs.empty() ? kNone : node.outputs.front();
    if (output != kNone && graph.storedValue(output) && !graph.value(output).consumers.empty())
        grid->addRow(tr("drawn in"), nodeLink(graph, graph.value(output).consumers.front().node))
            ->setToolTip(tr("Constants are rows of the node that reads them; View › Initializers shows and hides them"));
    if (m_node < m_document->costs().size()) {
        const NodeCost &cost = m_document->costs()[m_node];
        if (cost.macs > 0)
            grid->addText(tr("MACs"), formatCount(cost.macs));
        if (cost.flops > 0)
            grid->addText(tr("operations"), formatCount(cost.flops));
        if (cost.parameters > 0)
            grid->addText(tr("parameters"), tr("%1 (%2)").arg(formatCount(cost.parameters), formatBytes(cost.bytes)));
    }
    if (!node.docString.empty())
        grid->addText(tr("note"), QString::fromStdString(node.docString));
    for (const auto &[key, value] : node.metadata)
        grid->addText(QString::fromStdString(key), QString::fromStdString(value));
    layout->addWidget(grid);
}

} // namespace halftone
