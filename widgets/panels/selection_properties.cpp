// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/selection_properties.h"

#include "core/document/document.h"
#include "core/document/recipe_edit.h"
#include "widgets/common/format.h"
#include "widgets/panels/property_grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <map>

namespace halftone {

namespace {

QString effectText(const Effect &before, const Effect &after)
{
    return SelectionProperties::tr("%1 → %2 nodes, %3 → %4 of MACs in int8")
        .arg(before.nodes)
        .arg(after.nodes)
        .arg(formatPercent(before.percent()), formatPercent(after.percent()));
}

} // namespace

SelectionProperties::SelectionProperties(Document *document, const std::vector<NodeId> &nodes, QWidget *parent) : QWidget(parent)
{
    const Graph &graph = *document->model()->graph;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *title = new QLabel(tr("%n node(s) selected", nullptr, static_cast<int>(nodes.size())), this);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    layout->addWidget(title);

    std::map<std::string, int> types;
    NodeCost total;
    int quantized = 0;
    for (const NodeId id : nodes) {
        ++types[graph.node(id).opType];
        quantized += document->decisions()[id].precision != Precision::Float;
        if (id >= document->costs().size())
            continue;
        total.macs += document->costs()[id].macs;
        total.parameters += document->costs()[id].parameters;
    }
    auto *grid = new PropertyGrid(this);
    for (const auto &[type, count] : types)
        grid->addText(QString::fromStdString(type), QString::number(count));
    grid->addText(tr("in int8"), QString::number(quantized));
    grid->addText(tr("MACs"), formatCount(total.macs));
    grid->addText(tr("parameters"), formatCount(total.parameters));
    layout->addWidget(grid);
    if (!document->facts())
        return;

    auto *buttons = new QHBoxLayout;
    auto *exclude = new QPushButton(tr("Exclude all"), this);
    auto *include = new QPushButton(tr("Include all"), this);
    exclude->setToolTip(effectText(document->effect(), document->effectOf(withNodesExcluded(document->recipe(), graph, nodes))));
    include->setToolTip(effectText(document->effect(), document->effectOf(withNodesIncluded(document->recipe(), graph, nodes))));
    connect(exclude, &QPushButton::clicked, document, [document, nodes] { document->excludeNodes(nodes); });
    connect(include, &QPushButton::clicked, document, [document, nodes] { document->includeNodes(nodes); });
    buttons->addWidget(exclude);
    buttons->addWidget(include);
    buttons->addStretch(1);
    layout->addLayout(buttons);
}

} // namespace halftone
