// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QAbstractItemModel>

#include <vector>

namespace halftone {

class Document;

/// Nodes of the open model grouped by their outer scope ("/layer1/conv/Conv" is "conv/Conv" in "/layer1") or as a plain list in
/// execution order. Groups with a single member are joined with it. Group rows sum MACs and show the worst error of what they hold.
class NodeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ChoiceColumn, TypeColumn, MacsColumn, ErrorColumn, ColumnCount };
    enum Role {
        /// NodeId; kNone for groups.
        NodeRole = Qt::UserRole,
        /// A number or text that sorts the column.
        SortRole,
        FullNameRole,
    };

    explicit NodeModel(Document *document, QObject *parent = nullptr);

    bool isGrouped() const { return m_grouped; }
    void setGrouped(bool grouped);
    NodeId nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(NodeId node) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item
    {
        int parent = -1;
        int row = 0;
        NodeId node = kNone;
        QString label;
        std::vector<int> children;
        std::int64_t macs = 0;
        double worstDb = 0;
        int int8Nodes = 0;
        int nodes = 0;
        NodeId first = kNone;
    };

    void rebuild();
    void number(int item);
    int append(int parent, NodeId node, const QString &label);
    void joinSingles();
    void summarize();
    void refresh();
    QVariant nodeData(const Item &item, int column, int role) const;
    /// Values made by a node, and its weights, that the recipe sets by hand.
    QStringList overriddenTensors(NodeId node) const;
    QVariant groupData(const Item &item, int column, int role) const;
    QVariant sortKey(const Item &item, int column) const;
    const Item &itemOf(const QModelIndex &index) const { return m_items[static_cast<std::size_t>(index.internalId())]; }

    Document *m_document;
    bool m_grouped = true;
    /// [0] is the invisible root.
    std::vector<Item> m_items;
    std::vector<int> m_itemOfNode;
};

} // namespace halftone
