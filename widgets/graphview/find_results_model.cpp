// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/find_results_model.h"

namespace halftone {

void FindResultsModel::setResults(std::shared_ptr<const GraphSearch> search, GraphSearch::Results results)
{
    beginResetModel();
    m_search = std::move(search);
    m_results = std::move(results);
    endResetModel();
}

int FindResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.matches.size());
}

QVariant FindResultsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const GraphSearch::Match &match = m_results.matches[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: {
        const QString detail = m_search->detail(match);
        return detail.isEmpty() ? m_search->name(match) : m_search->name(match) + QStringLiteral("   ") + detail;
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return match.kind == GraphSearch::Kind::Node ? tr("Node") : match.kind == GraphSearch::Kind::Value ? tr("Value") : tr("Constant");
    case NameRole:
        return m_search->name(match);
    case DetailRole:
        return m_search->detail(match);
    default:
        return {};
    }
}

} // namespace halftone
