// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/model_diff.h"

#include <QAbstractTableModel>

#include <memory>

namespace halftone {

/// In what two models differ, a line each: what became of it, the node, what of it, before, after, how far apart.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Change, NodeName, What, Before, After, Distance, ColumnCount };
    enum Role {
        /// NodeChange as int: for filters.
        ChangeRole = Qt::UserRole + 1,
        /// Figures as numbers, texts as they are.
        SortRole
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null empties the list. The models belong to the difference.
    void setDiff(std::shared_ptr<const Model> a, std::shared_ptr<const Model> b, std::shared_ptr<const ModelDiff> diff);
    const ModelDifference &difference(int row) const { return m_diff->differences[static_cast<std::size_t>(row)]; }
    static NodeChange changeOf(const ModelDifference &difference);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ModelDifference &difference, int column) const;

    std::shared_ptr<const Model> m_a, m_b;
    std::shared_ptr<const ModelDiff> m_diff;
};

} // namespace halftone
