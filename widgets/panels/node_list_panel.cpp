// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/node_list_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/format.h"
#include "widgets/common/panel_tools.h"
#include "widgets/models/node_filter_proxy.h"
#include "widgets/models/node_model.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace halftone {

namespace {
/// Beyond this many nodes scopes start folded.
constexpr std::size_t kExpandLimit = 3000;
/// Names shorter than that say nothing; MACs make way for them.
constexpr int kNameColumns = 16;
} // namespace

NodeListPanel::NodeListPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_nodes(new NodeModel(document, this))
    , m_proxy(new NodeFilterProxy(document, m_nodes, this))
    , m_summary(new ElidedLabel(this))
    , m_filter(new QLineEdit(this))
    , m_grouping(new QToolButton(this))
    , m_view(new QTreeView(this))
{
    setObjectName(QStringLiteral("nodeListPanel"));
    m_filter->setObjectName(QStringLiteral("nodeFilter"));
    m_filter->setClearButtonEnabled(true);
    m_grouping->setCheckable(true);
    m_grouping->setChecked(true);
    m_grouping->setAutoRaise(true);
    m_grouping->setText(QStringLiteral("▾ /"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_summary->setObjectName(QLatin1String(kPanelTools));

    m_view->setObjectName(QStringLiteral("nodeTree"));
    m_view->setModel(m_proxy);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setUniformRowHeights(true);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(NodeModel::NameColumn, Qt::AscendingOrder);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setIndentation(12);
    m_view->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(NodeModel::NameColumn, QHeaderView::Stretch);
    for (int column = NodeModel::ChoiceColumn; column < NodeModel::ColumnCount; ++column)
        header->setSectionResizeMode(column, QHeaderView::Interactive);
    const QFontMetrics metrics(font());
    header->resizeSection(NodeModel::ChoiceColumn, metrics.horizontalAdvance(QStringLiteral("f32 (?) ")) + 12);
    header->resizeSection(NodeModel::TypeColumn, metrics.horizontalAdvance(QStringLiteral("MaxPool  ")) + 10);
    m_macsWidth = metrics.horizontalAdvance(QStringLiteral("188.8 M")) + 10;
    header->resizeSection(NodeModel::MacsColumn, m_macsWidth);
    header->resizeSection(NodeModel::ErrorColumn, metrics.horizontalAdvance(QStringLiteral("-88.8")) + 28);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    // Names end in the operator type in most models; the column is there for the others.
    m_view->setColumnHidden(NodeModel::TypeColumn, true);
    m_view->setTextElideMode(Qt::ElideLeft);

    auto *top = new QHBoxLayout;
    top->addWidget(m_filter, 1);
    top->addWidget(m_grouping);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->setSpacing(4);
    layout->addWidget(m_summary);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &NodeListPanel::applyFilter);
    connect(m_grouping, &QToolButton::toggled, this, [this](bool on) {
        m_nodes->setGrouped(on);
        expandAfterReset();
        pullSelection(true);
    });
    connect(m_nodes, &NodeModel::modelReset, this, &NodeListPanel::expandAfterReset);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &NodeListPanel::pushSelection);
    connect(m_view, &QTreeView::customContextMenuRequested, this,
        [this](const QPoint &position) { emit contextMenuRequested(m_view->viewport()->mapToGlobal(position)); });
    connect(m_view, &QTreeView::entered, this,
        [this](const QModelIndex &index) { m_selection->hoverNode(m_nodes->nodeAt(m_proxy->mapToSource(index))); });
    connect(header, &QHeaderView::customContextMenuRequested, this, &NodeListPanel::headerMenu);
    connect(selection, &SelectionController::changed, this, &NodeListPanel::pullSelection);
    connect(document, &Document::recipeChanged, this, &NodeListPanel::updateSummary);
    connect(document, &Document::modelChanged, this, &NodeListPanel::updateSummary);
    retranslate();
}

void NodeListPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NodeListPanel::retranslate()
{
    m_filter->setPlaceholderText(tr("filter: text, /regex/, type:Concat, sqnr<20"));
    m_filter->setToolTip(tr("Words must all fit: text, /regular expression/, type:Conv, is:int8, is:float, is:excluded, sqnr<20, macs>1M"));
    m_filter->setAccessibleName(tr("Filter nodes"));
    m_view->setAccessibleName(tr("Nodes"));
    m_grouping->setToolTip(tr("Group by scope"));
    m_grouping->setAccessibleName(tr("Group by scope"));
    updateSummary();
}

void NodeListPanel::updateSummary()
{
    const auto model = m_document->model();
    if (!model) {
        m_summary->clear();
        return;
    }
    if (!m_document->facts()) {
        m_summary->setText(tr("%n node(s)", nullptr, static_cast<int>(model->graph->nodes().size())));
        return;
    }
    const Effect effect = m_document->effect();
    const QString nodes = tr("%1 of %2 in int8").arg(effect.nodes).arg(effect.totalNodes);
    m_summary->setText(effect.totalMacs > 0 ? tr("%1 · %2 of MACs").arg(nodes, formatPercent(effect.percent())) : nodes);
}

void NodeListPanel::applyFilter()
{
    const NodeFilter filter = NodeFilter::parse(m_filter->text());
    m_filter->setStyleSheet(filter.problem().isEmpty() ? QString() : QStringLiteral("QLineEdit { border: 1px solid #d04020; }"));
    if (!filter.problem().isEmpty())
        m_filter->setToolTip(filter.problem());
    {
        // What is filtered out stays selected in the other views.
        const QScopedValueRollback guard(m_syncing, true);
        m_proxy->setFilter(filter);
    }
    if (!filter.isEmpty())
        m_view->expandAll();
    pullSelection(false);
}

void NodeListPanel::expandAfterReset()
{
    m_proxy->sort(m_view->header()->sortIndicatorSection(), m_view->header()->sortIndicatorOrder());
    const auto model = m_document->model();
    if (model && model->graph->nodes().size() <= kExpandLimit)
        m_view->expandAll();
}

QModelIndex NodeListPanel::viewIndex(quint32 node) const { return m_proxy->mapFromSource(m_nodes->indexOf(node)); }

void NodeListPanel::pushSelection()
{
    if (m_syncing)
        return;
    const QScopedValueRollback guard(m_syncing, true);
    std::vector<NodeId> nodes;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows()) {
        if (const NodeId node = m_nodes->nodeAt(m_proxy->mapToSource(index)); node != kNone)
            nodes.push_back(node);
    }
    std::sort(nodes.begin(), nodes.end());
    m_selection->selectNodes(nodes);
}

void NodeListPanel::pullSelection(bool reveal)
{
    if (m_syncing)
        return;
    const QScopedValueRollback guard(m_syncing, true);
    QItemSelection chosen;
    QModelIndex first;
    for (const NodeId node : m_selection->nodes()) {
        const QModelIndex index = viewIndex(node);
        if (!index.isValid())
            continue;
        chosen.select(index, index.siblingAtColumn(NodeModel::ColumnCount - 1));
        if (!first.isValid())
            first = index;
    }
    m_view->selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect);
    if (!first.isValid())
        return;
    m_view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    if (reveal)
        m_view->scrollTo(first, QAbstractItemView::EnsureVisible);
}

bool NodeListPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_view->indexAt(mouse->position().toPoint());
        const NodeId node = index.isValid() ? m_nodes->nodeAt(m_proxy->mapToSource(index)) : kNone;
        if (mouse->button() == Qt::LeftButton && node != kNone && index.column() == NodeModel::ChoiceColumn
            && mouse->modifiers() == Qt::NoModifier) {
            const auto &selected = m_selection->nodes();
            const bool together = std::find(selected.begin(), selected.end(), node) != selected.end();
            m_document->toggleNodes(together ? selected : std::vector<NodeId>{node});
            return true;
        }
    }
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == m_view->viewport() && event->type() == QEvent::Leave)
        m_selection->hoverNode(kNone);
    return QWidget::eventFilter(watched, event);
}

void NodeListPanel::fitColumns()
{
    if (m_columnsChosen)
        return;
    const QHeaderView *header = m_view->header();
    const int rest
        = m_view->viewport()->width() - header->sectionSize(NodeModel::ChoiceColumn) - header->sectionSize(NodeModel::ErrorColumn);
    const bool isNarrow = rest - m_macsWidth < fontMetrics().averageCharWidth() * kNameColumns;
    if (isNarrow != m_view->isColumnHidden(NodeModel::MacsColumn))
        m_view->setColumnHidden(NodeModel::MacsColumn, isNarrow);
}

void NodeListPanel::headerMenu(const QPoint &position)
{
    QMenu menu;
    for (int column = NodeModel::ChoiceColumn; column < NodeModel::ColumnCount; ++column) {
        QAction *action = menu.addAction(m_proxy->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            m_columnsChosen = true;
            m_view->setColumnHidden(column, !on);
        });
    }
    menu.exec(m_view->header()->mapToGlobal(position));
}

} // namespace halftone
