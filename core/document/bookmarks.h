// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace halftone {

/// Nodes a person wants to come back to, by name, remembered for each model file between two starts.
class Bookmarks : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Drops what was there and takes what was remembered for this file; names it does not have are kept for when they come back.
    void setModel(std::shared_ptr<const Model> model);
    /// In the order of the graph.
    const std::vector<NodeId> &nodes() const { return m_nodes; }
    bool contains(NodeId node) const;
    /// Bookmarks all of them, or removes them when all are bookmarked.
    void toggle(const std::vector<NodeId> &nodes);
    void clear();
    /// The bookmark after (or before) `from` in the order of the graph, round and round; kNone when there is none.
    NodeId next(NodeId from, bool forward) const;

signals:
    void changed();

private:
    void resolve();
    void save() const;

    std::shared_ptr<const Model> m_model;
    QStringList m_names;
    std::vector<NodeId> m_nodes;
};

} // namespace halftone
