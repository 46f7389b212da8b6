// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_data.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace halftone {

namespace {

struct NodeDataText
{
    Q_DECLARE_TR_FUNCTIONS(NodeDataText)
};

/// A few bytes a node: nothing larger is node data.
constexpr qint64 kMostBytes = 512LL << 20;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const QString kSignature = QStringLiteral("netron:attachment");
const QString kResults = QStringLiteral("results");

class Collector
{
public:
    explicit Collector(const Graph &graph) : m_graph(graph) { }

    NodeData start(const QString &title) const
    {
        NodeData data;
        data.title = title;
        data.values.assign(m_graph.nodes().size(), kNaN);
        return data;
    }

    void add(NodeData &data, const QString &target, const QJsonValue &value) const
    {
        const std::optional<double> number = numberOf(value);
        if (!number)
            return;
        const NodeId node = nodeOf(target.toStdString());
        if (node == kNone)
            ++data.strangers;
        else
            data.values[node] = *number;
    }

    static bool isUseful(const NodeData &data)
    {
        return std::any_of(data.values.begin(), data.values.end(), [](double value) { return !std::isnan(value); });
    }

private:
    NodeId nodeOf(const std::string &target) const
    {
        if (const NodeId node = m_graph.findNode(target); node != kNone)
            return node;
        // Tools that know no node names key by the first output; some by all of them.
        const ValueId value = m_graph.findValue(target.substr(0, target.find(';')));
        return value == kNone ? kNone : m_graph.value(value).producer;
    }

    /// Numbers are also written as text ("0.25").
    static std::optional<double> numberOf(const QJsonValue &value)
    {
        if (value.isDouble())
            return value.toDouble();
        bool isNumber = false;
        const double number = value.toString().toDouble(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }

    const Graph &m_graph;
};

std::vector<NodeData::Step> stepsOf(const QJsonArray &thresholds)
{
    std::vector<NodeData::Step> steps;
    for (const QJsonValue &each : thresholds) {
        const QColor color(each.toObject().value(QLatin1String("bgColor")).toString());
        if (color.isValid())
            steps.push_back({each.toObject().value(QLatin1String("value")).toDouble(), color});
    }
    std::stable_sort(steps.begin(), steps.end(), [](const auto &a, const auto &b) { return a.upTo < b.upTo; });
    return steps;
}

/// A gradient over `least` … `most` in steps too fine to be told apart.
std::vector<NodeData::Step> gradientSteps(const QJsonArray &gradient, double least, double most)
{
    constexpr int kSteps = 32;
    std::vector<std::pair<double, QColor>> stops;
    for (const QJsonValue &each : gradient) {
        const QColor color(each.toObject().value(QLatin1String("bgColor")).toString());
        if (color.isValid())
            stops.emplace_back(each.toObject().value(QLatin1String("stop")).toDouble(), color);
    }
    std::stable_sort(stops.begin(), stops.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<NodeData::Step> steps;
    for (int i = 0; i < kSteps && !stops.empty(); ++i) {
        const double at = (i + 0.5) / kSteps;
        const auto after = std::find_if(stops.begin(), stops.end(), [&](const auto &stop) { return stop.first >= at; });
        const auto &[from, first] = after == stops.begin() ? stops.front() : *std::prev(after);
        const auto &[to, second] = after == stops.end() ? stops.back() : *after;
        const double share = to > from ? (at - from) / (to - from) : 0;
        const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
        steps.push_back({least + (most - least) * (i + 1) / kSteps,
            QColor(mix(first.red(), second.red()), mix(first.green(), second.green()), mix(first.blue(), second.blue()))});
    }
    return steps;
}

NodeData readResults(const Collector &collector, const QString &title, const QJsonObject &set)
{
    const QString name = set.value(QLatin1String("name")).toString();
    NodeData data = collector.start(name.isEmpty() ? title : name);
    data.steps = stepsOf(set.value(QLatin1String("thresholds")).toArray());
    const QJsonObject results = set.value(kResults).toObject();
    for (auto it = results.begin(); it != results.end(); ++it)
        collector.add(data, it.key(), it.value().isObject() ? it.value().toObject().value(QLatin1String("value")) : it.value());
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const double value : data.values)
        if (std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    // As in Model Explorer, a gradient counts more than thresholds.
    if (auto steps = gradientSteps(set.value(QLatin1String("gradient")).toArray(), least, most); !steps.empty() && least < most)
        data.steps = std::move(steps);
    return data;
}

std::vector<NodeData> readModelExplorer(const Collector &collector, const QString &title, const QJsonObject &root)
{
    if (root.value(kResults).isObject())
        return {readResults(collector, title, root)};
    std::vector<NodeData> found;
    for (auto it = root.begin(); it != root.end(); ++it)
        if (it.value().toObject().value(kResults).isObject())
            found.push_back(readResults(collector, root.size() == 1 ? title : it.key(), it.value().toObject()));
    return found;
}

std::vector<NodeData> readNetron(const Collector &collector, const QJsonObject &root)
{
    std::vector<NodeData> found;
    std::map<QString, std::size_t> byMetric;
    for (const QJsonValue &item : root.value(QLatin1String("metrics")).toArray()) {
        const QJsonObject entry = item.toObject();
        const QString kind = entry.value(QLatin1String("kind")).toString();
        if (kind != QLatin1String("node") && kind != QLatin1String("value"))
            continue;
        const QString metric = entry.value(QLatin1String("name")).toString();
        const auto [it, isNew] = byMetric.try_emplace(metric, found.size());
        if (isNew)
            found.push_back(collector.start(metric));
        collector.add(found[it->second], entry.value(QLatin1String("target")).toString(), entry.value(QLatin1String("value")));
    }
    return found;
}

QJsonObject modelExplorerJson(const Graph &graph, const NodeData &data)
{
    QJsonObject results;
    for (NodeId id = 0; id < data.values.size(); ++id)
        if (std::isfinite(data.values[id]))
            results.insert(QString::fromStdString(graph.node(id).name), QJsonObject{{QStringLiteral("value"), data.values[id]}});
    QJsonObject set{{QStringLiteral("name"), data.title}, {kResults, results}};
    QJsonArray thresholds;
    for (const NodeData::Step &step : data.steps)
        thresholds.append(QJsonObject{{QStringLiteral("value"), step.upTo}, {QStringLiteral("bgColor"), step.color.name()}});
    if (!thresholds.isEmpty())
        set.insert(QStringLiteral("thresholds"), thresholds);
    return {{graph.name().empty() ? QStringLiteral("main") : QString::fromStdString(graph.name()), set}};
}

QJsonObject netronJson(const Graph &graph, const NodeData &data)
{
    const QString metric = data.unit.isEmpty() ? data.title : QStringLiteral("%1 [%2]").arg(data.title, data.unit);
    QJsonArray metrics;
    for (NodeId id = 0; id < data.values.size(); ++id)
        if (std::isfinite(data.values[id]))
            metrics.append(QJsonObject{{QStringLiteral("kind"), QStringLiteral("node")},
                {QStringLiteral("target"), QString::fromStdString(graph.node(id).name)}, {QStringLiteral("name"), metric},
                {QStringLiteral("type"), QStringLiteral("float32")}, {QStringLiteral("value"), data.values[id]}});
    return {{QStringLiteral("signature"), kSignature}, {QStringLiteral("metadata"), QJsonArray()}, {QStringLiteral("metrics"), metrics}};
}

} // namespace

Result<std::vector<NodeData>> readNodeData(const QString &path, const Graph &graph)
{
    const auto unreadable = [&](const QString &reason) {
        return Error(errc::kNodeDataUnreadable, {path.toStdString(), reason.toStdString()}, path.toStdString());
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    if (file.size() > kMostBytes)
        return unreadable(NodeDataText::tr("it is larger than 512 MiB"));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return unreadable(problem.errorString());
    const Collector collector(graph);
    const QJsonObject root = document.object();
    std::vector<NodeData> found = root.value(QLatin1String("signature")) == kSignature
        ? readNetron(collector, root)
        : readModelExplorer(collector, QFileInfo(path).completeBaseName(), root);
    int strangers = 0;
    for (const NodeData &data : found)
        strangers += data.strangers;
    if (found.empty())
        return unreadable(NodeDataText::tr("there are neither results of Model Explorer nor metrics of Netron in it"));
    std::erase_if(found, [](const NodeData &data) { return !Collector::isUseful(data); });
    if (found.empty())
        return Error(errc::kNodeDataOfAnother, {path.toStdString(), std::to_string(strangers)}, path.toStdString());
    return found;
}

QByteArray nodeDataJson(const Graph &graph, const NodeData &data, NodeDataFormat format)
{
    return QJsonDocument(format == NodeDataFormat::ModelExplorer ? modelExplorerJson(graph, data) : netronJson(graph, data)).toJson();
}

Status writeNodeData(const QString &path, const Graph &graph, const NodeData &data, NodeDataFormat format)
{
    QSaveFile file(path);
    const QByteArray bytes = nodeDataJson(graph, data, format);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error(errc::kNodeDataUnreadable, {path.toStdString(), file.errorString().toStdString()}, path.toStdString());
    return {};
}

} // namespace halftone
