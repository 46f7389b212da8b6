// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/attempts_model.h"

#include "core/document/recipe_text.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QFont>
#include <QLocale>

#include <cmath>

namespace halftone {

AttemptsModel::AttemptsModel(Attempts *attempts, QObject *parent)
    : QAbstractTableModel(parent), m_attempts(attempts), m_rows(static_cast<int>(attempts->list().size()))
{
    connect(attempts, &Attempts::changed, this, &AttemptsModel::update);
}

const Attempt &AttemptsModel::at(int row) const { return m_attempts->list()[static_cast<std::size_t>(m_rows - 1 - row)]; }

void AttemptsModel::update()
{
    const int rows = static_cast<int>(m_attempts->list().size());
    if (rows == m_rows) {
        if (rows > 0)
            emit dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int AttemptsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_rows; }
int AttemptsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant AttemptsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const Attempt &attempt = at(index.row());
    const bool isCurrent = attempt.id == m_attempts->current();
    switch (role) {
    case IdRole:
        return attempt.id;
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(attempt, index.column());
    case Qt::ToolTipRole:
        return index.column() == NameColumn ? recipeSummary(attempt.recipe) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == NameColumn ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setBold(isCurrent);
        return font;
    }
    case Qt::ForegroundRole:
        return isCurrent ? QVariant(Theme::instance().accent()) : QVariant();
    default:
        return {};
    }
}

QVariant AttemptsModel::text(const Attempt &attempt, int column) const
{
    switch (column) {
    case NameColumn:
        return attempt.title();
    case SizeColumn:
        return formatBytes(attempt.bytes);
    case OutputColumn:
        return formatDb(attempt.outputDb);
    case WorstColumn:
        return formatDb(attempt.worstChannelDb);
    case AccuracyColumn:
        return formatPercent(attempt.accuracy * 100);
    case LatencyColumn:
        return formatSeconds(attempt.int8Ms / 1000);
    case NodesColumn:
        return QString::number(attempt.int8Nodes);
    case MacsColumn:
        return formatPercent(attempt.int8Macs);
    case TimeColumn:
        return QLocale().toString(attempt.when.time(), QLocale::ShortFormat);
    }
    return {};
}

bool AttemptsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != NameColumn || index.row() >= m_rows)
        return false;
    m_attempts->setName(at(index.row()).id, value.toString().trimmed());
    return true;
}

Qt::ItemFlags AttemptsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == NameColumn)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant AttemptsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("What changed");
    case SizeColumn:
        return tr("Size");
    case OutputColumn:
        return tr("Output");
    case WorstColumn:
        return tr("Worst channel");
    case AccuracyColumn:
        return tr("Accuracy");
    case LatencyColumn:
        return tr("int8 time");
    case NodesColumn:
        return tr("int8 nodes");
    case MacsColumn:
        return tr("int8 MACs");
    case TimeColumn:
        return tr("When");
    }
    return {};
}

} // namespace halftone
