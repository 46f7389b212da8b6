// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/node_filter_proxy.h"

#include "core/document/decision_text.h"
#include "core/document/document.h"
#include "widgets/models/node_model.h"

namespace halftone {

NodeFilterProxy::NodeFilterProxy(Document *document, NodeModel *nodes, QObject *parent)
    : QSortFilterProxyModel(parent), m_document(document), m_nodes(nodes)
{
    setSortRole(NodeModel::SortRole);
    setRecursiveFilteringEnabled(true);
    setSourceModel(nodes);
    // Figures change with every refresh: only what is sorted or filtered by them needs another look.
    setDynamicSortFilter(false);
    connect(document, &Document::errorsChanged, this, [this] {
        if (sortColumn() == NodeModel::ErrorColumn)
            invalidate();
        else if (!m_filter.isEmpty())
            invalidateFilter();
    });
    connect(document, &Document::factsChanged, this, &NodeFilterProxy::invalidate);
    connect(document, &Document::recipeChanged, this, [this] {
        if (!m_filter.isEmpty())
            invalidateFilter();
    });
}

void NodeFilterProxy::setFilter(NodeFilter filter)
{
    m_filter = std::move(filter);
    invalidateFilter();
}

bool NodeFilterProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_filter.isEmpty())
        return true;
    const NodeId id = m_nodes->nodeAt(m_nodes->index(row, 0, parent));
    if (id == kNone)
        return false;
    const Node &node = m_document->model()->graph->node(id);
    FilterSubject subject;
    subject.name = QString::fromStdString(node.name);
    subject.type = QString::fromStdString(node.opType);
    subject.badge = decisionBadge(m_document->decisions()[id]);
    subject.db = m_document->nodeDb(id);
    subject.macs = id < m_document->costs().size() ? static_cast<double>(m_document->costs()[id].macs) : 0;
    return m_filter.accepts(subject);
}

} // namespace halftone
