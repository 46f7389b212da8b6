// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/difference_model.h"

#include "widgets/graphview/change_marks.h"

#include <QColor>
#include <QLocale>

#include <cmath>
#include <limits>

namespace halftone {

namespace {
using Kind = ModelDifference::Kind;

QString qt(const std::string &text) { return QString::fromStdString(text); }
} // namespace

void DifferenceModel::setDiff(std::shared_ptr<const Model> a, std::shared_ptr<const Model> b, std::shared_ptr<const ModelDiff> diff)
{
    beginResetModel();
    m_a = std::move(a);
    m_b = std::move(b);
    m_diff = std::move(diff);
    endResetModel();
}

NodeChange DifferenceModel::changeOf(const ModelDifference &difference)
{
    switch (difference.kind) {
    case Kind::NodeAdded:
        return NodeChange::Added;
    case Kind::NodeRemoved:
        return NodeChange::Removed;
    case Kind::Precision:
        return NodeChange::Precision;
    case Kind::Type:
        return floatTypeOf(difference.before) == floatTypeOf(difference.after) ? NodeChange::Precision : NodeChange::Changed;
    case Kind::Constant:
        return difference.numbers
                && difference.before.substr(0, difference.before.find("⟨")) != difference.after.substr(0, difference.after.find("⟨"))
            ? NodeChange::Precision
            : NodeChange::Changed;
    case Kind::Attribute:
    case Kind::Input:
    case Kind::Body:
    case Kind::Opset:
    case Kind::Interface:
        break;
    }
    return NodeChange::Changed;
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_diff ? 0 : static_cast<int>(m_diff->differences.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString DifferenceModel::text(const ModelDifference &difference, int column) const
{
    switch (column) {
    case Change:
        return QStringLiteral("%1  %2").arg(changeSign(changeOf(difference)), changeText(changeOf(difference)));
    case NodeName:
        if (difference.a != kNone)
            return qt(m_a->graph->node(difference.a).name);
        return difference.b != kNone ? qt(m_b->graph->node(difference.b).name) : tr("model");
    case What:
        switch (difference.kind) {
        case Kind::NodeAdded:
        case Kind::NodeRemoved:
            return tr("node");
        case Kind::Type:
            return tr("operator");
        case Kind::Precision:
            return tr("precision");
        case Kind::Attribute:
            return tr("attribute %1").arg(qt(difference.subject));
        case Kind::Constant:
            return tr("weights %1").arg(qt(difference.subject));
        case Kind::Input:
            return tr("input %1").arg(qt(difference.subject));
        case Kind::Body:
            return tr("inside of %1").arg(qt(difference.subject));
        case Kind::Opset:
            return tr("opset of %1").arg(qt(difference.subject));
        case Kind::Interface:
            return tr("interface %1").arg(qt(difference.subject));
        }
        return {};
    case Before:
    case After: {
        const std::string &value = column == Before ? difference.before : difference.after;
        if (difference.kind == Kind::Precision && value.empty())
            return tr("float");
        if (difference.kind == Kind::Body && !value.empty())
            return tr("%n node(s)", nullptr, std::atoi(value.c_str()));
        return value.empty() ? QStringLiteral("–") : qt(value);
    }
    case Distance:
        if (!difference.numbers)
            return {};
        if (difference.numbers->isEqual())
            return tr("equal numbers");
        return tr("%1 dB, largest %2")
            .arg(QLocale().toString(difference.numbers->sqnrDb, 'f', 1), QLocale().toString(difference.numbers->largest, 'g', 3));
    default:
        return {};
    }
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_diff)
        return {};
    const ModelDifference &each = difference(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(each, index.column());
    case Qt::ToolTipRole:
        return index.column() == Distance && each.numbers
            ? tr("Signal to noise of the weights, and the largest difference of one of them; integers count as what they stand for")
            : text(each, index.column());
    case Qt::ForegroundRole:
        return index.column() == Change ? QVariant(changeColor(changeOf(each))) : QVariant();
    case ChangeRole:
        return static_cast<int>(changeOf(each));
    case SortRole:
        if (index.column() == Distance)
            return each.numbers ? each.numbers->sqnrDb : std::numeric_limits<double>::max();
        if (index.column() == Change)
            return -static_cast<int>(changeOf(each));
        return text(each, index.column());
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    // Over the left edge of what stands below.
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Change:
        return tr("Change");
    case NodeName:
        return tr("Node");
    case What:
        return tr("What");
    case Before:
        return tr("Left");
    case After:
        return tr("Right");
    case Distance:
        return tr("Difference");
    default:
        return {};
    }
}

} // namespace halftone
