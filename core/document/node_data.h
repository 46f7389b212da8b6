// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <QByteArray>
#include <QColor>
#include <QString>

#include <utility>
#include <vector>

namespace halftone {

namespace errc {
/// %1 file, %2 what is wrong.
inline constexpr ErrorCode kNodeDataUnreadable{"document.node-data-unreadable"};
/// %1 file, %2 how many entries it has.
inline constexpr ErrorCode kNodeDataOfAnother{"document.node-data-of-another"};
} // namespace errc

/// A number per node of a graph, from a file of another tool or for one.
struct NodeData
{
    QString title;
    QString unit;
    /// By NodeId; NaN where there is none.
    std::vector<double> values;
    /// Colours of the file's author, ascending: a value takes that of the first step it does not exceed, and none beyond the last.
    struct Step
    {
        double upTo = 0;
        QColor color;
        /// What the value means, where the file has words instead of numbers; see useLabels().
        QString label;
    };
    std::vector<Step> steps;
    /// Colours from the least number (0) to the largest (1), for tools that colour by themselves; written, and read as steps.
    std::vector<std::pair<double, QColor>> gradient;
    bool isLabelled() const { return !steps.empty() && !steps.front().label.isEmpty(); }
    /// Entries that belong to no node of the graph.
    int strangers = 0;
};

/// Reads Model Explorer's node data ({"results": {…}, "thresholds": […], "gradient": […]}, one graph or several by name) or Netron's
/// attachment ("signature": "netron:attachment", metrics of nodes and values). Where one value of a set is a word, all of them are
/// labels. Entries are matched by node name, else by the name of a value the
/// node makes. One NodeData for each graph or metric, in the order of the file; fails when none of it belongs to `graph`.
Result<std::vector<NodeData>> readNodeData(const QString &path, const Graph &graph);

enum class NodeDataFormat { ModelExplorer, Netron };
/// The same formats, of numbers by NodeId; what is not finite is left out, as JSON cannot hold it.
QByteArray nodeDataJson(const Graph &graph, const NodeData &data, NodeDataFormat format);

/// Writes the whole file or leaves the old one.
Status writeNodeData(const QString &path, const Graph &graph, const NodeData &data, NodeDataFormat format);

} // namespace halftone
