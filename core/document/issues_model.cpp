// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/issues_model.h"

#include "core/document/messages.h"

#include <QIcon>

#include <algorithm>

namespace halftone {

namespace {

QString severityText(Issue::Severity severity)
{
    switch (severity) {
    case Issue::Severity::Info:
        return IssuesModel::tr("Note");
    case Issue::Severity::Warning:
        return IssuesModel::tr("Warning");
    case Issue::Severity::Problem:
        return IssuesModel::tr("Problem");
    }
    return {};
}

QString severityIcon(Issue::Severity severity)
{
    switch (severity) {
    case Issue::Severity::Info:
        return QStringLiteral("dialog-information");
    case Issue::Severity::Warning:
        return QStringLiteral("dialog-warning");
    case Issue::Severity::Problem:
        return QStringLiteral("dialog-error");
    }
    return {};
}

} // namespace

void IssuesModel::setIssues(Origin origin, std::vector<Issue> issues)
{
    std::stable_sort(issues.begin(), issues.end(), [](const Issue &a, const Issue &b) { return a.severity > b.severity; });
    beginResetModel();
    m_byOrigin[origin] = std::move(issues);
    m_rows.clear();
    for (const auto &[each, list] : m_byOrigin)
        m_rows.insert(m_rows.end(), list.begin(), list.end());
    endResetModel();
    emit countChanged();
}

void IssuesModel::clear()
{
    beginResetModel();
    m_byOrigin.clear();
    m_rows.clear();
    endResetModel();
    emit countChanged();
}

int IssuesModel::seriousCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Issue &each) { return each.severity != Issue::Severity::Info; }));
}

int IssuesModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int IssuesModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant IssuesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Issue &issue = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case SeverityColumn:
        if (role == Qt::DisplayRole)
            return severityText(issue.severity);
        if (role == Qt::DecorationRole)
            return QIcon::fromTheme(severityIcon(issue.severity));
        break;
    case MessageColumn:
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return messageText(issue.message);
        break;
    case WhereColumn:
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return QString::fromStdString(issue.targetName.empty() ? issue.message.where() : issue.targetName);
        break;
    }
    return {};
}

QVariant IssuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("Kind");
    case MessageColumn:
        return tr("What was found");
    case WhereColumn:
        return tr("Where");
    }
    return {};
}

void IssuesModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace halftone
