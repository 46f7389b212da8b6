// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/node_filter.h"

#include <QSortFilterProxyModel>

namespace halftone {

class Document;
class NodeModel;

/// Sorts the node list and hides what the filter line does not fit. Groups are shown as long as a member is.
class NodeFilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    NodeFilterProxy(Document *document, NodeModel *nodes, QObject *parent = nullptr);

    void setFilter(NodeFilter filter);
    const NodeFilter &filter() const { return m_filter; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Document *m_document;
    NodeModel *m_nodes;
    NodeFilter m_filter;
};

} // namespace halftone
