// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/edit_actions.h"

#include "app/main_window.h"
#include "core/document/document.h"
#include "core/document/graph_walk.h"
#include "core/document/selection.h"

#include <QClipboard>
#include <QGuiApplication>

namespace halftone {

EditActions::EditActions(MainWindow *window) : ActionSet(window), m_main(window)
{
    Document *document = m_main->document();
    SelectionController *selection = m_main->selection();
    setTitle(QT_TR_NOOP("&Edit"));
    add("undo", QT_TR_NOOP("&Undo"), QT_TR_NOOP("Take back the last change of the recipe"), QKeySequence::Undo,
        [document] { document->undoStack()->undo(); });
    add("redo", QT_TR_NOOP("&Redo"), QT_TR_NOOP("Do again what was taken back"), QKeySequence::Redo,
        [document] { document->undoStack()->redo(); });
    action("undo")->setIcon(QIcon::fromTheme(QStringLiteral("edit-undo")));
    action("redo")->setIcon(QIcon::fromTheme(QStringLiteral("edit-redo")));
    addSeparator();
    add("copyNames", QT_TR_NOOP("&Copy names"), QT_TR_NOOP("Copy the names of the selected nodes, one a line"), QKeySequence::Copy,
        [this] { copyNames(); });
    add("find", QT_TR_NOOP("&Find…"), QT_TR_NOOP("Find nodes, values and initializers"), QKeySequence::Find,
        [this] { m_main->showFind(); });
    addSeparator();
    add("selectAll", QT_TR_NOOP("Select &all"), QT_TR_NOOP("Select all nodes"), QKeySequence::SelectAll, [document, selection] {
        std::vector<NodeId> all(document->model()->graph->nodes().size());
        for (NodeId id = 0; id < all.size(); ++id)
            all[id] = id;
        selection->selectNodes(all, false);
    });
    add("selectType", QT_TR_NOOP("Select same &type"), QT_TR_NOOP("Select all nodes of the selected operator types"), Qt::CTRL | Qt::Key_T,
        [document, selection] { selection->selectNodes(nodesOfSameType(*document->model()->graph, selection->nodes()), false); });
    add("selectUpstream", QT_TR_NOOP("Select u&pstream"), QT_TR_NOOP("Select everything the selected nodes depend on"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Up,
        [document, selection] { selection->selectNodes(upstreamNodes(*document->model()->graph, selection->nodes()), false); });
    add("selectDownstream", QT_TR_NOOP("Select &downstream"), QT_TR_NOOP("Select everything that depends on the selected nodes"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Down,
        [document, selection] { selection->selectNodes(downstreamNodes(*document->model()->graph, selection->nodes()), false); });
    addSeparator();
    add("preferences", QT_TR_NOOP("Prefere&nces…"), QT_TR_NOOP("Theme, language, and how much is compared after each change"),
        QKeySequence::Preferences, [this] { m_main->showPreferences(); });

    connect(document->undoStack(), &QUndoStack::indexChanged, this, &EditActions::update);
    connect(document, &Document::modelChanged, this, &EditActions::update);
    connect(selection, &SelectionController::changed, this, &EditActions::update);
    retranslate();
}

void EditActions::retranslate()
{
    ActionSet::retranslate();
    update();
}

void EditActions::update()
{
    const QUndoStack *stack = m_main->document()->undoStack();
    allow("undo", stack->canUndo(), tr("Nothing was changed yet."));
    allow("redo", stack->canRedo(), tr("Nothing was taken back."));
    if (stack->canUndo())
        action("undo")->setText(tr("&Undo: %1").arg(stack->undoText()));
    if (stack->canRedo())
        action("redo")->setText(tr("&Redo: %1").arg(stack->redoText()));
    const bool open = m_main->document()->model() != nullptr;
    const bool selected = !m_main->selection()->nodes().empty();
    const QString noNode = open ? tr("No node is selected.") : tr("No model is open.");
    allow("find", open, tr("No model is open."));
    allow("selectAll", open, tr("No model is open."));
    for (const char *id : {"copyNames", "selectType", "selectUpstream", "selectDownstream"})
        allow(id, selected, noNode);
}

void EditActions::copyNames()
{
    QStringList names;
    for (const NodeId id : m_main->selection()->nodes())
        names.append(QString::fromStdString(m_main->document()->model()->graph->node(id).name));
    QGuiApplication::clipboard()->setText(names.join(QLatin1Char('\n')));
}

} // namespace halftone
