// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/node_model.h"

#include "core/document/decision_text.h"
#include "core/document/document.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QFont>
#include <QHash>
#include <QIcon>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

constexpr int kSwatch = 16;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double worse(double a, double b) { return std::isnan(a) || b < a ? b : a; }

/// Sorts unknown figures behind all others.
double dbKey(double db) { return std::isnan(db) ? std::numeric_limits<double>::infinity() : db; }

/// The first `depth` components of a node's scope: "/a/b" of "/a/b/c/Conv" for depth 2; empty when there is none.
QString scopeOf(const QString &name, qsizetype depth)
{
    const qsizetype last = name.lastIndexOf(QLatin1Char('/'));
    qsizetype end = name.startsWith(QLatin1Char('/')) ? 1 : 0;
    for (; depth > 0 && end < last; --depth)
        end = name.indexOf(QLatin1Char('/'), end) + 1;
    return last <= 0 ? QString() : name.left(std::min(end - 1, last));
}

/// Scopes that all nodes share say nothing: groups are made one level below them.
qsizetype groupDepth(const Graph &graph)
{
    QString common;
    bool first = true;
    for (const Node &node : graph.nodes()) {
        const QString name = QString::fromStdString(node.name);
        const qsizetype last = name.lastIndexOf(QLatin1Char('/'));
        if (last <= 0)
            continue;
        const QString scope = name.left(last);
        if (first)
            common = scope;
        first = false;
        while (!common.isEmpty() && scope != common && !scope.startsWith(common + QLatin1Char('/')))
            common = common.left(std::max<qsizetype>(0, common.lastIndexOf(QLatin1Char('/'))));
    }
    const QString inner = common.startsWith(QLatin1Char('/')) ? common.mid(1) : common;
    return inner.isEmpty() ? 1 : inner.count(QLatin1Char('/')) + 2;
}

/// The same in every state: a colour by itself would be tinted where the row is selected.
QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(kSwatch, kSwatch);
    pixmap.fill(colour);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

} // namespace

NodeModel::NodeModel(Document *document, QObject *parent) : QAbstractItemModel(parent), m_document(document)
{
    connect(document, &Document::modelChanged, this, &NodeModel::rebuild);
    connect(document, &Document::factsChanged, this, &NodeModel::refresh);
    connect(document, &Document::recipeChanged, this, &NodeModel::refresh);
    connect(document, &Document::errorsChanged, this, &NodeModel::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &NodeModel::refresh);
    rebuild();
}

void NodeModel::setGrouped(bool grouped)
{
    if (grouped == m_grouped)
        return;
    m_grouped = grouped;
    rebuild();
}

void NodeModel::rebuild()
{
    beginResetModel();
    m_items.assign(1, {});
    m_itemOfNode.clear();
    if (const auto model = m_document->model()) {
        const Graph &graph = *model->graph;
        m_itemOfNode.assign(graph.nodes().size(), -1);
        const qsizetype depth = groupDepth(graph);
        QHash<QString, int> groups;
        for (NodeId node = 0; node < graph.nodes().size(); ++node) {
            const QString name = QString::fromStdString(graph.node(node).name);
            const QString group = m_grouped ? scopeOf(name, depth) : QString();
            int parent = 0;
            if (!group.isEmpty()) {
                parent = groups.value(group, 0);
                if (parent == 0) {
                    parent = append(0, kNone, group);
                    groups.insert(group, parent);
                }
            }
            m_itemOfNode[node] = append(parent, node, group.isEmpty() ? name : name.mid(group.size() + 1));
        }
        joinSingles();
        number(0);
    }
    summarize();
    endResetModel();
}

int NodeModel::append(int parent, NodeId node, const QString &label)
{
    const int id = static_cast<int>(m_items.size());
    Item item;
    item.parent = parent;
    item.node = node;
    item.label = label;
    m_items.push_back(std::move(item));
    m_items[static_cast<std::size_t>(parent)].children.push_back(id);
    return id;
}

void NodeModel::joinSingles()
{
    for (int &child : m_items.front().children) {
        const Item &group = m_items[static_cast<std::size_t>(child)];
        if (group.node != kNone || group.children.size() != 1)
            continue;
        const int only = group.children.front();
        Item &member = m_items[static_cast<std::size_t>(only)];
        member.label = group.label + QLatin1Char('/') + member.label;
        member.parent = 0;
        child = only;
    }
}

void NodeModel::number(int id)
{
    int row = 0;
    for (const int child : m_items[static_cast<std::size_t>(id)].children) {
        m_items[static_cast<std::size_t>(child)].row = row++;
        if (m_items[static_cast<std::size_t>(child)].node == kNone)
            number(child);
    }
}

void NodeModel::summarize()
{
    const auto &costs = m_document->costs();
    const auto &decisions = m_document->decisions();
    for (Item &item : m_items) {
        item.macs = 0;
        item.worstDb = kUnknown;
        item.int8Nodes = item.nodes = 0;
        item.first = kNone;
    }
    for (std::size_t node = 0; node < m_itemOfNode.size(); ++node) {
        const auto id = static_cast<NodeId>(node);
        const std::int64_t macs = node < costs.size() ? costs[node].macs : 0;
        const double db = m_document->nodeDb(id);
        const bool quantized = node < decisions.size() && decisions[node].precision != Precision::Float;
        for (int i = m_itemOfNode[node]; i >= 0; i = m_items[static_cast<std::size_t>(i)].parent) {
            Item &item = m_items[static_cast<std::size_t>(i)];
            item.macs += macs;
            if (!std::isnan(db))
                item.worstDb = worse(item.worstDb, db);
            item.int8Nodes += quantized;
            ++item.nodes;
            item.first = std::min(item.first, id);
        }
    }
}

void NodeModel::refresh()
{
    summarize();
    // One signal for all children of a row: views repaint only what they show.
    for (std::size_t id = 0; id < m_items.size(); ++id) {
        const int rows = static_cast<int>(m_items[id].children.size());
        if (rows == 0)
            continue;
        const QModelIndex parent = id == 0 ? QModelIndex() : createIndex(m_items[id].row, 0, static_cast<quintptr>(id));
        emit dataChanged(index(0, 0, parent), index(rows - 1, ColumnCount - 1, parent));
    }
}

NodeId NodeModel::nodeAt(const QModelIndex &index) const { return index.isValid() ? itemOf(index).node : kNone; }

QModelIndex NodeModel::indexOf(NodeId node) const
{
    if (node >= m_itemOfNode.size())
        return {};
    const int id = m_itemOfNode[node];
    return createIndex(m_items[static_cast<std::size_t>(id)].row, 0, static_cast<quintptr>(id));
}

QModelIndex NodeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Item &item = parent.isValid() ? itemOf(parent) : m_items.front();
    return createIndex(row, column, static_cast<quintptr>(item.children[static_cast<std::size_t>(row)]));
}

QModelIndex NodeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || itemOf(index).parent <= 0)
        return {};
    const int id = itemOf(index).parent;
    return createIndex(m_items[static_cast<std::size_t>(id)].row, 0, static_cast<quintptr>(id));
}

int NodeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return static_cast<int>((parent.isValid() ? itemOf(parent) : m_items.front()).children.size());
}

int NodeModel::columnCount(const QModelIndex &) const { return ColumnCount; }

QVariant NodeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item &item = itemOf(index);
    if (role == NodeRole)
        return item.node;
    if (role == SortRole)
        return sortKey(item, index.column());
    if (role == Qt::TextAlignmentRole && index.column() >= MacsColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return item.node == kNone ? groupData(item, index.column(), role) : nodeData(item, index.column(), role);
}

QVariant NodeModel::nodeData(const Item &item, int column, int role) const
{
    const Node &node = m_document->model()->graph->node(item.node);
    const NodeDecision &decision = m_document->decisions()[item.node];
    if (role == FullNameRole)
        return QString::fromStdString(node.name);
    if (role == Qt::ToolTipRole) {
        const QString name = QString::fromStdString(node.name);
        if (column != ChoiceColumn)
            return name;
        QString tip = decisionReason(decision) + QLatin1Char('\n') + tr("Click to change.");
        if (const QStringList tensors = overriddenTensors(item.node); !tensors.isEmpty())
            tip += QLatin1Char('\n') + tr("Set by hand: %1").arg(tensors.join(QStringLiteral(", ")));
        return tip;
    }
    if (role == Qt::ForegroundRole && column == ChoiceColumn)
        return isUserChoice(decision) ? Theme::instance().excluded() : Theme::instance().precision(decision.precision);
    if (role == Qt::FontRole && column == ChoiceColumn) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::DecorationRole && column == ErrorColumn) {
        const double position = Theme::sqnrPosition(m_document->nodeDb(item.node));
        return position < 0 ? QVariant() : QVariant(swatch(Theme::instance().errorColour(position)));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return item.label;
    case ChoiceColumn: {
        const bool asks = decision.precision == Precision::Float && !isUserChoice(decision) && m_document->facts();
        const QString badge = asks ? QStringLiteral("%1 (?)").arg(decisionBadge(decision)) : decisionBadge(decision);
        return overriddenTensors(item.node).isEmpty() ? badge : badge + QStringLiteral(" ✎");
    }
    case TypeColumn:
        return QString::fromStdString(node.opType);
    case MacsColumn:
        return item.macs > 0 ? formatCount(item.macs) : QStringLiteral("–");
    case ErrorColumn:
        return formatDbNumber(item.worstDb);
    }
    return {};
}

QStringList NodeModel::overriddenTensors(NodeId id) const
{
    QStringList names;
    const auto &overrides = m_document->recipe().tensors;
    if (overrides.empty())
        return names;
    const Graph &graph = *m_document->model()->graph;
    const auto collect = [&](ValueId value) {
        if (value != kNone && overrides.contains(graph.value(value).name))
            names.append(QString::fromStdString(graph.value(value).name));
    };
    for (const ValueId input : graph.node(id).inputs) {
        if (input != kNone && graph.storedValue(input))
            collect(input);
    }
    for (const ValueId output : graph.node(id).outputs)
        collect(output);
    return names;
}

QVariant NodeModel::groupData(const Item &item, int column, int role) const
{
    if (role == Qt::FontRole && column == NameColumn) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::ForegroundRole && column != NameColumn)
        return Theme::instance().mutedText();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return item.label;
    case ChoiceColumn:
        return QStringLiteral("%1/%2").arg(item.int8Nodes).arg(item.nodes);
    case MacsColumn:
        return item.macs > 0 ? formatCount(item.macs) : QStringLiteral("–");
    case ErrorColumn:
        return formatDbNumber(item.worstDb);
    }
    return {};
}

QVariant NodeModel::sortKey(const Item &item, int column) const
{
    switch (column) {
    case ChoiceColumn:
        return item.node == kNone ? QString() : decisionBadge(m_document->decisions()[item.node]);
    case TypeColumn:
        return item.node == kNone ? QString() : QString::fromStdString(m_document->model()->graph->node(item.node).opType);
    case MacsColumn:
        return static_cast<qlonglong>(item.macs);
    case ErrorColumn:
        return dbKey(item.worstDb);
    default:
        return item.first;
    }
}

QVariant NodeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= MacsColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case NameColumn:
            return tr("Sorts by execution order");
        case ChoiceColumn:
            return tr("What the node will run in; click a badge to change it");
        case MacsColumn:
            return tr("Multiply-accumulate operations of one run");
        case ErrorColumn:
            return tr("Signal to quantization noise of the node's output, worst channel, whole model quantized");
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ChoiceColumn:
        return tr("Choice");
    case TypeColumn:
        return tr("Type");
    case MacsColumn:
        return tr("MACs");
    case ErrorColumn:
        return tr("dB");
    }
    return {};
}

} // namespace halftone
