// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/graph_actions.h"

#include "app/main_window.h"
#include "app/settings.h"
#include "core/document/bookmarks.h"
#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/node_data.h"
#include "core/document/selection.h"
#include "widgets/graphview/graph_view.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>

#include <algorithm>

namespace halftone {

GraphActions::GraphActions(MainWindow *window) : ActionSet(window), m_main(window), m_bookmarks(new Bookmarks(this))
{
    Document *document = m_main->document();
    GraphView *graph = m_main->graphView();
    setTitle(QT_TR_NOOP("&Graph"));
    addHighlights();
    addSeparator();
    addBookmarks();
    addSeparator();
    add("goInside", QT_TR_NOOP("Go &inside"), QT_TR_NOOP("Show the subgraph or function of the selected node; the bar above leads back"),
        Qt::CTRL | Qt::Key_Return, [graph] { graph->enterSelected(); });
    add("showInside", QT_TR_NOOP("Show inside &here"),
        QT_TR_NOOP("Show the subgraph or function of the selected node as a frame within this picture, or close it again"),
        Qt::ALT | Qt::Key_Return, [graph] { graph->toggleInsideOfSelected(); });
    add("goOutside", QT_TR_NOOP("Go &outside"), QT_TR_NOOP("Back to the graph around this subgraph"), Qt::CTRL | Qt::SHIFT | Qt::Key_Return,
        [graph] { graph->leaveSubgraph(); });
    addSeparator();
    add("loadNodeData", QT_TR_NOOP("Load node &data…"),
        QT_TR_NOOP("Colour numbers of a JSON file onto the nodes (node data of Model Explorer, attachment of Netron)"), {}, [this] {
            const QString path = QFileDialog::getOpenFileName(
                m_main, tr("Load node data"), settings::lastFolder(), tr("Node data (*.json);;All files (*)"));
            if (!path.isEmpty())
                loadNodeData(path);
        });
    add("saveNodeData", QT_TR_NOOP("&Save overlay as node data…"),
        QT_TR_NOOP("Write what is coloured onto the graph for Model Explorer or Netron"), {}, [this] {
            const QString base
                = settings::lastFolder() + QLatin1Char('/') + QFileInfo(m_main->document()->displayName()).completeBaseName();
            const QString path = QFileDialog::getSaveFileName(m_main, tr("Save overlay as node data"), base + QStringLiteral(".json"),
                tr("Model Explorer (*.json);;Netron (*.attachment.json)"));
            if (!path.isEmpty())
                saveNodeData(path);
        });

    connect(document, &Document::modelChanged, this, [this, document] {
        m_nodeData.reset();
        m_bookmarks->setModel(document->model());
        emit nodeDataChanged();
    });
    connect(m_bookmarks, &Bookmarks::changed, this, [this, graph] {
        graph->setBookmarks(m_bookmarks->nodes());
        update();
    });
    connect(m_main->selection(), &SelectionController::changed, this, &GraphActions::update);
    connect(graph, &GraphView::sceneChanged, this, &GraphActions::update);
    connect(graph, &GraphView::highlightChanged, this, &GraphActions::update);
    connect(document, &Document::errorsChanged, this, &GraphActions::update);
    connect(menu(), &QMenu::aboutToShow, this, &GraphActions::update);
    retranslate();
}

void GraphActions::addHighlights()
{
    GraphView *graph = m_main->graphView();
    const auto chosen = [this] { return m_main->selection()->nodes(); };
    add("highlightUpstream", QT_TR_NOOP("Highlight &upstream"), QT_TR_NOOP("Dim everything the selected nodes do not depend on"),
        Qt::ALT | Qt::Key_Up, [graph, chosen] { graph->highlightUpstream(chosen()); });
    add("highlightDownstream", QT_TR_NOOP("Highlight do&wnstream"), QT_TR_NOOP("Dim everything that does not depend on the selected nodes"),
        Qt::ALT | Qt::Key_Down, [graph, chosen] { graph->highlightDownstream(chosen()); });
    for (int hops = 1; hops <= 3; ++hops) {
        static constexpr const char *kIds[] = {"neighbours1", "neighbours2", "neighbours3"};
        static constexpr const char *kTexts[]
            = {QT_TR_NOOP("Highlight neighbours"), QT_TR_NOOP("Neighbours within 2 edges"), QT_TR_NOOP("Neighbours within 3 edges")};
        add(kIds[hops - 1], kTexts[hops - 1], QT_TR_NOOP("Dim everything farther away from the selected nodes"),
            Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + hops), [graph, chosen, hops] { graph->highlightNeighbours(chosen(), hops); });
    }
    add("highlightPath", QT_TR_NOOP("Highlight the &path between two"),
        QT_TR_NOOP("Dim everything that is not on a way between the two selected nodes"), Qt::ALT | Qt::Key_P,
        [graph, chosen] { graph->highlightPaths(chosen()[0], chosen()[1]); });
    add("highlightType", QT_TR_NOOP("Highlight all of this &type"),
        QT_TR_NOOP("Dim everything but the nodes of the selected node's operator type"), Qt::ALT | Qt::Key_T, [this, graph, chosen] {
            graph->highlightType(QString::fromStdString(m_main->document()->model()->graph->node(chosen().front()).opType));
        });
    add("clearHighlight", QT_TR_NOOP("&End highlighting"), QT_TR_NOOP("Show everything again (Esc)"), Qt::ALT | Qt::Key_0,
        [graph] { graph->clearHighlight(); });
}

void GraphActions::addBookmarks()
{
    add("bookmark", QT_TR_NOOP("&Bookmark"), QT_TR_NOOP("Remember the selected nodes, or forget them when they are"), Qt::CTRL | Qt::Key_B,
        [this] { m_bookmarks->toggle(m_main->selection()->nodes()); });
    add("nextBookmark", QT_TR_NOOP("Ne&xt bookmark"), QT_TR_NOOP("Go to the next remembered node"), Qt::Key_F2,
        [this] { goToBookmark(true); });
    add("previousBookmark", QT_TR_NOOP("P&revious bookmark"), QT_TR_NOOP("Go to the remembered node before this one"),
        Qt::SHIFT | Qt::Key_F2, [this] { goToBookmark(false); });
    m_list = addSubmenu(QT_TR_NOOP("Book&marks"), QT_TR_NOOP("Nodes that are remembered for this model"));
    connect(m_list, &QMenu::aboutToShow, this, &GraphActions::fillBookmarks);
    fillBookmarks();
}

void GraphActions::fillBookmarks()
{
    m_list->clear();
    SelectionController *selection = m_main->selection();
    for (const NodeId node : m_bookmarks->nodes()) {
        const Node &content = m_main->document()->model()->graph->node(node);
        const QString name = QString::fromStdString(content.name).replace(QLatin1Char('&'), QLatin1String("&&"));
        QAction *action = m_list->addAction(QStringLiteral("%1   %2").arg(QString::fromStdString(content.opType), name));
        action->setStatusTip(tr("Go to this node"));
        action->setToolTip(action->statusTip());
        connect(action, &QAction::triggered, this, [selection, node] { selection->selectNodes({node}); });
    }
    if (m_list->isEmpty()) {
        QAction *nothing = m_list->addAction(tr("&No bookmarks yet"));
        nothing->setEnabled(false);
        nothing->setStatusTip(tr("Select a node and choose Graph › Bookmark."));
        nothing->setToolTip(nothing->statusTip());
        return;
    }
    m_list->addSeparator();
    QAction *forget = m_list->addAction(tr("&Forget all"));
    forget->setStatusTip(tr("Remove all bookmarks of this model"));
    forget->setToolTip(forget->statusTip());
    connect(forget, &QAction::triggered, m_bookmarks, &Bookmarks::clear);
}

void GraphActions::goToBookmark(bool forward)
{
    const auto &nodes = m_main->selection()->nodes();
    if (const NodeId node = m_bookmarks->next(nodes.empty() ? kNone : nodes.front(), forward); node != kNone)
        m_main->selection()->selectNodes({node});
}

void GraphActions::loadNodeData(const QString &path, const QString &set)
{
    const auto found = readNodeData(path, *m_main->document()->model()->graph);
    if (!found) {
        m_main->showProblem(messageText(found.error()));
        return;
    }
    QString chosen = set;
    if (found->size() > 1 && set.isEmpty()) {
        QStringList titles;
        for (const NodeData &data : *found)
            titles << data.title;
        bool accepted = false;
        chosen = QInputDialog::getItem(m_main, tr("Load node data"), tr("Numbers to show"), titles, 0, false, &accepted);
        if (!accepted)
            return;
    }
    const auto wanted = std::find_if(found->begin(), found->end(), [&](const NodeData &data) { return data.title == chosen; });
    m_nodeData = nodeDataOverlay(wanted == found->end() ? found->front() : *wanted);
    emit nodeDataChanged();
}

void GraphActions::saveNodeData(const QString &path)
{
    const auto overlay = m_main->graphView()->overlay();
    if (!overlay)
        return;
    const bool netron = path.endsWith(QLatin1String(".attachment.json"), Qt::CaseInsensitive);
    const Status status = writeNodeData(
        path, *m_main->document()->model()->graph, nodeDataOf(*overlay), netron ? NodeDataFormat::Netron : NodeDataFormat::ModelExplorer);
    if (!status)
        m_main->showProblem(messageText(status.error()));
}

void GraphActions::retranslate()
{
    ActionSet::retranslate();
    update();
}

void GraphActions::update()
{
    const GraphView *graph = m_main->graphView();
    const bool open = m_main->document()->model() != nullptr;
    const auto &nodes = m_main->selection()->nodes();
    const QString noModel = tr("No model is open."), noNode = open ? tr("No node is selected.") : noModel;
    for (const char *id :
        {"highlightUpstream", "highlightDownstream", "neighbours1", "neighbours2", "neighbours3", "highlightType", "bookmark"})
        allow(id, open && !nodes.empty(), noNode);
    allow("highlightPath", open && nodes.size() == 2, open ? tr("Select the two nodes first (Ctrl+click).") : noModel);
    allow("clearHighlight", graph->isHighlighting(), tr("Nothing is highlighted."));
    const QString noBookmark = open ? tr("Nothing is bookmarked yet.") : noModel;
    allow("nextBookmark", !m_bookmarks->nodes().empty(), noBookmark);
    allow("previousBookmark", !m_bookmarks->nodes().empty(), noBookmark);
    allow("showInside", graph->canEnterSelected(), tr("The selected node has neither a subgraph nor a function body."));
    allow("goInside", graph->canEnterSelected(), tr("The selected node has neither a subgraph nor a function body."));
    allow("goOutside", !graph->place().empty(), tr("This is the outermost graph."));
    allow("loadNodeData", open, noModel);
    allow("saveNodeData", open && graph->canvas()->look().overlay.has_value(),
        open ? tr("No numbers are coloured onto the graph: see View › Overlay.") : noModel);
}

} // namespace halftone
