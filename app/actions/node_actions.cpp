// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/node_actions.h"

#include "app/main_window.h"
#include "core/document/document.h"
#include "core/document/graph_walk.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_edit.h"
#include "core/document/recipe_text.h"
#include "core/document/selection.h"
#include "widgets/common/format.h"

#include <algorithm>

namespace halftone {

namespace {

QString effectText(const Effect &before, const Effect &after)
{
    return NodeActions::tr("%1 → %2 nodes, %3 → %4 of MACs, %5 → %6 of weights in int8")
        .arg(before.nodes)
        .arg(after.nodes)
        .arg(formatPercent(before.percent()), formatPercent(after.percent()), formatBytes(before.bytes), formatBytes(after.bytes));
}

} // namespace

NodeActions::NodeActions(MainWindow *window) : ActionSet(window), m_main(window)
{
    Document *document = m_main->document();
    SelectionController *selection = m_main->selection();
    setTitle(QT_TR_NOOP("&Nodes"));
    add("toggle", QT_TR_NOOP("E&xclude or include"), QT_TR_NOOP("Exclude the selected nodes from quantization, or include them again"),
        Qt::Key_X, [document, selection] { document->toggleNodes(selection->nodes()); });
    add("exclude", QT_TR_NOOP("&Exclude"), QT_TR_NOOP("The selected nodes stay in 32-bit floating point"), Qt::Key_Delete,
        [document, selection] { document->excludeNodes(selection->nodes()); });
    add("include", QT_TR_NOOP("&Include"), QT_TR_NOOP("The selected nodes are quantized where they can be"), Qt::Key_Insert,
        [document, selection] { document->includeNodes(selection->nodes()); });
    addSeparator();
    add("excludeType", QT_TR_NOOP("Exclude all of this &type"),
        QT_TR_NOOP("All nodes of the selected operator types stay in floating point"), {},
        [document, selection] { document->excludeNodes(nodesOfSameType(*document->model()->graph, selection->nodes())); });
    add("excludeDownstream", QT_TR_NOOP("Exclude from here to the &output"),
        QT_TR_NOOP("The selected nodes and all that depend on them stay in floating point"), {},
        [document, selection] { document->excludeNodes(downstreamNodes(*document->model()->graph, selection->nodes())); });
    add("only", QT_TR_NOOP("On&ly these"), QT_TR_NOOP("Quantize the selected nodes and nothing else"), {},
        [document, selection] { document->includeOnly(selection->nodes()); });
    addPrecisions();
    add("reset", QT_TR_NOOP("&Reset"), QT_TR_NOOP("Quantize everything that can be, as at the beginning"), {},
        [document] { document->resetChoice(); });
    add("resetTensors", QT_TR_NOOP("Reset tensor &settings"),
        QT_TR_NOOP("Forget ranges, types and methods that were set for single tensors"), {}, [document] {
            Recipe recipe = document->recipe();
            recipe.tensors.clear();
            document->editRecipe(tr("Reset tensor settings"), recipe);
        });
    addSeparator();
    add("showUpstream", QT_TR_NOOP("Show &upstream"), QT_TR_NOOP("Select everything the selected nodes depend on"), {},
        [document, selection] { selection->selectNodes(upstreamNodes(*document->model()->graph, selection->nodes())); });
    add("showDownstream", QT_TR_NOOP("Show &downstream"), QT_TR_NOOP("Select everything that depends on the selected nodes"), {},
        [document, selection] { selection->selectNodes(downstreamNodes(*document->model()->graph, selection->nodes())); });

    // Counting what a choice would change is worth it only while the menu is looked at.
    connect(menu(), &QMenu::aboutToShow, this, &NodeActions::update);
    connect(document, &Document::modelChanged, this, &NodeActions::update);
    connect(document, &Document::factsChanged, this, &NodeActions::update);
    connect(selection, &SelectionController::changed, this, [this] {
        const bool any = !m_main->selection()->nodes().empty();
        for (const char *id :
            {"toggle", "exclude", "include", "excludeType", "excludeDownstream", "only", "showUpstream", "showDownstream"})
            allow(id, any, tr("No node is selected."));
        allowPrecisions();
    });
    retranslate();
}

void NodeActions::addPrecisions()
{
    QMenu *submenu
        = addSubmenu(QT_TR_NOOP("&Precision"), QT_TR_NOOP("What the selected nodes run in, whatever the rest of the model does"));
    auto *group = new QActionGroup(this);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    Document *document = m_main->document();
    SelectionController *selection = m_main->selection();
    for (const NodeMode mode : nodeModes()) {
        QAction *choice = addChoice(
            submenu, group, [mode] { return nodeModeText(mode); }, [mode] { return nodeModeTip(mode); });
        connect(choice, &QAction::triggered, this, [document, selection, mode] {
            document->editRecipe(tr("Precision: %1").arg(nodeModeText(mode)),
                withNodesMode(document->recipe(), *document->model()->graph, selection->nodes(), mode));
        });
        m_precisions.push_back({choice, mode});
    }
    QAction *exact = addChoice(
        submenu, group, [] { return nodeModeText(NodeMode::Float); }, [] { return nodeModeTip(NodeMode::Float); });
    connect(exact, &QAction::triggered, this, [document, selection] { document->excludeNodes(selection->nodes()); });
    m_precisions.push_back({exact, NodeMode::Float});
    connect(submenu, &QMenu::aboutToShow, this, &NodeActions::updatePrecisions);
}

void NodeActions::allowPrecisions()
{
    const bool any = !m_main->selection()->nodes().empty();
    const QString whyNot = m_main->document()->model() ? tr("No node is selected.") : tr("No model is open.");
    for (const PrecisionChoice &each : m_precisions)
        allowChoice(each.action, any, whyNot);
}

void NodeActions::updatePrecisions()
{
    allowPrecisions();
    const Document *document = m_main->document();
    const auto &nodes = m_main->selection()->nodes();
    const auto modeOf = [document](NodeId id) {
        return document->isExcluded(id) ? NodeMode::Float : modeByRecipe(document->recipe(), document->model()->graph->node(id));
    };
    for (const auto &[choice, mode] : m_precisions) {
        choice->setChecked(!nodes.empty() && std::ranges::all_of(nodes, [&, mode = mode](NodeId id) { return modeOf(id) == mode; }));
    }
}

void NodeActions::retranslate()
{
    ActionSet::retranslate();
    update();
}

void NodeActions::update()
{
    Document *document = m_main->document();
    const auto &nodes = m_main->selection()->nodes();
    allowPrecisions();
    const QString noNode = document->model() ? tr("No node is selected.") : tr("No model is open.");
    for (const char *id : {"toggle", "exclude", "include", "excludeType", "excludeDownstream", "only", "showUpstream", "showDownstream"})
        allow(id, !nodes.empty(), noNode);
    allow("reset", !(withoutChoice(document->recipe()) == document->recipe()), tr("Nothing is excluded."));
    allow("resetTensors", !document->recipe().tensors.empty(), tr("Nothing was set for a single tensor."));
    if (nodes.empty() || !document->facts())
        return;
    const Graph &graph = *document->model()->graph;
    const Recipe &recipe = document->recipe();
    const bool anyExcluded = std::any_of(nodes.begin(), nodes.end(), [&](NodeId id) { return document->isExcluded(id); });
    const bool allExcluded = std::all_of(nodes.begin(), nodes.end(), [&](NodeId id) { return document->isExcluded(id); });
    allow("exclude", !allExcluded, tr("They are excluded already."));
    allow("include", anyExcluded, tr("None of them is excluded."));

    const Effect before = document->effect();
    const auto preview = [&](const char *id, const Recipe &changed) {
        QAction *entry = action(id);
        if (entry->isEnabled())
            entry->setToolTip(entry->statusTip() + QLatin1Char('\n') + effectText(before, document->effectOf(changed)));
    };
    const std::vector<NodeId> sameType = nodesOfSameType(graph, nodes);
    const std::vector<NodeId> below = downstreamNodes(graph, nodes);
    preview("exclude", withNodesExcluded(recipe, graph, nodes));
    preview("include", withNodesIncluded(recipe, graph, nodes));
    preview("excludeType", withNodesExcluded(recipe, graph, sameType));
    preview("excludeDownstream", withNodesExcluded(recipe, graph, below));
    preview("only", withOnlyNodes(recipe, graph, nodes));
    preview("reset", withoutChoice(recipe));
    if (nodes.size() == 1) {
        const QString name = QString::fromStdString(graph.node(nodes.front()).opType);
        action("excludeType")->setText(tr("Exclude &all %1 (%2)").arg(name).arg(sameType.size()));
    }
    action("excludeDownstream")->setText(tr("Exclude from here to the &output (%1)").arg(below.size()));
    action("toggle")->setText(anyExcluded ? tr("Include in int&8") : tr("E&xclude from int8"));
}

} // namespace halftone
