// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"

#include <QAbstractTableModel>

#include <map>
#include <vector>

namespace halftone {

/// What was noticed about a model, its data and its quantization: one row an issue, worst first within its origin.
/// Several layers report; each replaces only its own rows.
class IssuesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Origin { Model, Facts, Data, Quantization, Speed };
    enum Column { SeverityColumn, MessageColumn, WhereColumn, ColumnCount };
    enum Role { IssueRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setIssues(Origin origin, std::vector<Issue> issues);
    void clear();
    const Issue &issue(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// Warnings and problems; mere information is not counted.
    int seriousCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Texts follow the language.
    void retranslate();

signals:
    void countChanged();

private:
    std::map<Origin, std::vector<Issue>> m_byOrigin;
    std::vector<Issue> m_rows;
};

} // namespace halftone
