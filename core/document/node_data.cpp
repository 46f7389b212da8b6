// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_data.h"

#include "core/base/whole_file.h"
#include "core/document/node_data_labels.h"

#include <QCoreApplication>
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

/// Entries of one set: numbers until the first word, labels from then on.
class Collector
{
public:
    Collector(const Graph &graph, const QString &title) : m_graph(graph)
    {
        m_data.title = title;
        m_data.values.assign(m_graph.nodes().size(), kNaN);
    }

    void add(const QString &target, const QJsonValue &value, const QColor &color = {})
    {
        const QString text = textOf(value);
        if (text.isNull())
            return;
        const NodeId node = nodeOf(target.toStdString());
        if (node == kNone) {
            ++m_data.strangers;
            return;
        }
        const std::optional<double> number = numberOf(value);
        m_hasWords = m_hasWords || !number;
        m_data.values[node] = number.value_or(kNaN);
        m_labels.push_back({node, text, color});
    }

    NodeData finish()
    {
        if (m_hasWords)
            useLabels(m_labels, m_data);
        return std::move(m_data);
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

    /// Null for what is neither a number nor a word.
    static QString textOf(const QJsonValue &value)
    {
        if (value.isString())
            return value.toString();
        if (value.isBool())
            return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
        return value.isDouble() ? QString::number(value.toDouble(), 'g', 6) : QString();
    }

    const Graph &m_graph;
    NodeData m_data;
    std::vector<NodeLabel> m_labels;
    bool m_hasWords = false;
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

NodeData readResults(const Graph &graph, const QString &title, const QJsonObject &set)
{
    const QString name = set.value(QLatin1String("name")).toString();
    Collector collector(graph, name.isEmpty() ? title : name);
    const QJsonObject results = set.value(kResults).toObject();
    for (auto it = results.begin(); it != results.end(); ++it) {
        const QJsonObject entry = it.value().toObject();
        collector.add(it.key(), it.value().isObject() ? entry.value(QLatin1String("value")) : it.value(),
            QColor(entry.value(QLatin1String("bgColor")).toString()));
    }
    NodeData data = collector.finish();
    if (data.isLabelled())
        return data;
    data.steps = stepsOf(set.value(QLatin1String("thresholds")).toArray());
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

std::vector<NodeData> readModelExplorer(const Graph &graph, const QString &title, const QJsonObject &root)
{
    if (root.value(kResults).isObject())
        return {readResults(graph, title, root)};
    std::vector<NodeData> found;
    for (auto it = root.begin(); it != root.end(); ++it)
        if (it.value().toObject().value(kResults).isObject())
            found.push_back(readResults(graph, root.size() == 1 ? title : it.key(), it.value().toObject()));
    return found;
}

std::vector<NodeData> readNetron(const Graph &graph, const QJsonObject &root)
{
    std::vector<Collector> sets;
    std::map<QString, std::size_t> byMetric;
    for (const QJsonValue &item : root.value(QLatin1String("metrics")).toArray()) {
        const QJsonObject entry = item.toObject();
        const QString kind = entry.value(QLatin1String("kind")).toString();
        if (kind != QLatin1String("node") && kind != QLatin1String("value"))
            continue;
        const QString metric = entry.value(QLatin1String("name")).toString();
        const auto [it, isNew] = byMetric.try_emplace(metric, sets.size());
        if (isNew)
            sets.emplace_back(graph, metric);
        sets[it->second].add(entry.value(QLatin1String("target")).toString(), entry.value(QLatin1String("value")));
    }
    std::vector<NodeData> found;
    for (Collector &set : sets)
        found.push_back(set.finish());
    return found;
}

QJsonValue valueJson(const NodeData &data, double value)
{
    return data.isLabelled() ? QJsonValue(labelOf(data, value)) : QJsonValue(value);
}

QJsonObject modelExplorerJson(const Graph &graph, const NodeData &data)
{
    QJsonObject results;
    for (NodeId id = 0; id < data.values.size(); ++id) {
        if (!std::isfinite(data.values[id]))
            continue;
        QJsonObject entry{{QStringLiteral("value"), valueJson(data, data.values[id])}};
        // Thresholds are for numbers only.
        if (data.isLabelled())
            entry.insert(QStringLiteral("bgColor"), data.steps[static_cast<std::size_t>(data.values[id])].color.name());
        results.insert(QString::fromStdString(graph.node(id).name), entry);
    }
    QJsonObject set{{QStringLiteral("name"), data.title}, {kResults, results}};
    QJsonArray thresholds;
    for (const NodeData::Step &step : data.isLabelled() ? std::vector<NodeData::Step>() : data.steps)
        thresholds.append(QJsonObject{{QStringLiteral("value"), step.upTo}, {QStringLiteral("bgColor"), step.color.name()}});
    if (!thresholds.isEmpty())
        set.insert(QStringLiteral("thresholds"), thresholds);
    QJsonArray gradient;
    for (const auto &[stop, color] : data.gradient)
        gradient.append(QJsonObject{{QStringLiteral("stop"), stop}, {QStringLiteral("bgColor"), color.name()}});
    if (!gradient.isEmpty())
        set.insert(QStringLiteral("gradient"), gradient);
    return {{graph.name().empty() ? QStringLiteral("<main>") : QString::fromStdString(graph.name()), set}};
}

QJsonObject netronJson(const Graph &graph, const NodeData &data)
{
    const QString metric = data.unit.isEmpty() ? data.title : QStringLiteral("%1 [%2]").arg(data.title, data.unit);
    QJsonArray metrics;
    for (NodeId id = 0; id < data.values.size(); ++id)
        if (std::isfinite(data.values[id]))
            metrics.append(QJsonObject{{QStringLiteral("kind"), QStringLiteral("node")},
                {QStringLiteral("target"), QString::fromStdString(graph.node(id).name)}, {QStringLiteral("name"), metric},
                {QStringLiteral("type"), data.isLabelled() ? QStringLiteral("string") : QStringLiteral("float32")},
                {QStringLiteral("value"), valueJson(data, data.values[id])}});
    return {{QStringLiteral("signature"), kSignature}, {QStringLiteral("metadata"), QJsonArray()}, {QStringLiteral("metrics"), metrics}};
}

} // namespace

Result<std::vector<NodeData>> readNodeData(const QString &path, const Graph &graph)
{
    const auto unreadable = [&](const QString &reason) {
        return Error(errc::kNodeDataUnreadable, {path.toStdString(), reason.toStdString()}, path.toStdString());
    };
    HALFTONE_TRY(const std::string bytes, readWholeFile(path.toStdString(), kMostBytes));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(bytes), &problem);
    if (problem.error != QJsonParseError::NoError)
        return unreadable(problem.errorString());
    const QJsonObject root = document.object();
    std::vector<NodeData> found = root.value(QLatin1String("signature")) == kSignature
        ? readNetron(graph, root)
        : readModelExplorer(graph, QFileInfo(path).completeBaseName(), root);
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
