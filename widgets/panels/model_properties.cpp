// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/model_properties.h"

#include "core/document/document.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/panels/property_grid.h"
#include "widgets/panels/property_text.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace halftone {

namespace {

struct TypeTotal
{
    QString type;
    int nodes = 0;
    std::int64_t macs = 0;
};

/// Operator types, most work first, then most nodes.
std::vector<TypeTotal> totalsByType(const Document &document)
{
    std::map<std::string, TypeTotal> totals;
    const auto &nodes = document.model()->graph->nodes();
    for (std::size_t id = 0; id < nodes.size(); ++id) {
        TypeTotal &total = totals[nodes[id].opType];
        total.type = QString::fromStdString(nodes[id].opType);
        ++total.nodes;
        if (id < document.costs().size())
            total.macs += document.costs()[id].macs;
    }
    std::vector<TypeTotal> result;
    for (auto &[type, total] : totals)
        result.push_back(std::move(total));
    std::stable_sort(result.begin(), result.end(),
        [](const TypeTotal &a, const TypeTotal &b) { return std::pair(a.macs, a.nodes) > std::pair(b.macs, b.nodes); });
    return result;
}

QString valueLines(const Document &document, std::vector<ValueId> values)
{
    std::erase_if(values, [&](ValueId value) { return document.model()->graph->value(value).initializer != kNone; });
    return valueLinks(document, values);
}

} // namespace

ModelProperties::ModelProperties(Document *document, QWidget *parent) : QWidget(parent)
{
    const Model &model = *document->model();
    const Graph &graph = *model.graph;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *title = new QLabel(document->displayName(), this);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    title->setWordWrap(true);
    layout->addWidget(title);

    auto *grid = new PropertyGrid(this);
    grid->addText(tr("format"), tr("ONNX IR %1, %2").arg(model.irVersion).arg(formatBytes(model.fileBytes)));
    QStringList opsets;
    for (const auto &[domain, version] : model.opsets)
        opsets.append(
            QStringLiteral("%1 %2").arg(domain.empty() ? QStringLiteral("ai.onnx") : QString::fromStdString(domain)).arg(version));
    grid->addText(tr("opsets"), opsets.join(QStringLiteral(", ")));
    if (!model.producerName.empty())
        grid->addText(tr("producer"), QString::fromStdString(model.producerName + ' ' + model.producerVersion));
    grid->addText(tr("graph"), QString::fromStdString(graph.name()));
    grid->addRow(tr("inputs"), valueLines(*document, graph.inputs()));
    grid->addRow(tr("outputs"), valueLines(*document, graph.outputs()));
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
    for (const NodeCost &cost : document->costs()) {
        parameters += cost.parameters;
        macs += cost.macs;
    }
    if (!document->costs().empty()) {
        grid->addText(tr("parameters"), formatCount(parameters));
        grid->addText(tr("MACs"), formatCount(macs));
    }
    if (!model.functions.empty())
        grid->addText(tr("functions"), QString::number(model.functions.size()));
    if (!model.docString.empty())
        grid->addText(tr("note"), QString::fromStdString(model.docString));
    for (const auto &[key, value] : model.metadata)
        grid->addText(QString::fromStdString(key), QString::fromStdString(value).left(400));
    layout->addWidget(grid);

    auto *operators = new PropertyGrid(this);
    operators->addHeading(tr("%n node(s) by operator", nullptr, static_cast<int>(graph.nodes().size())));
    for (const TypeTotal &total : totalsByType(*document)) {
        QString text = QString::number(total.nodes);
        if (total.macs > 0)
            text += tr(" · %1 MACs (%2)")
                        .arg(formatCount(total.macs), formatPercent(100.0 * static_cast<double>(total.macs) / static_cast<double>(macs)));
        operators->addText(total.type, text);
    }
    layout->addWidget(operators);
}

} // namespace halftone
