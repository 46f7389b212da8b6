// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/graph_search.h"

#include <QAbstractListModel>

namespace halftone {

/// The hits of a search as a list: name, with type or shape beside it.
class FindResultsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole, NameRole };

    using QAbstractListModel::QAbstractListModel;

    void setResults(std::shared_ptr<const GraphSearch> search, GraphSearch::Results results);
    const GraphSearch::Results &results() const { return m_results; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::shared_ptr<const GraphSearch> m_search;
    GraphSearch::Results m_results;
};

} // namespace halftone
