// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/attempts.h"

#include <QAbstractTableModel>

namespace halftone {

/// Attempts as a table, the latest first; names can be edited.
class AttemptsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        SizeColumn,
        OutputColumn,
        WorstColumn,
        AccuracyColumn,
        LatencyColumn,
        NodesColumn,
        MacsColumn,
        TimeColumn,
        ColumnCount
    };
    enum Role { IdRole = Qt::UserRole };

    explicit AttemptsModel(Attempts *attempts, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Attempt &at(int row) const;
    void update();
    QVariant text(const Attempt &attempt, int column) const;

    Attempts *m_attempts;
    int m_rows = 0;
};

} // namespace halftone
