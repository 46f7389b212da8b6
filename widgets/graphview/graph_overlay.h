// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_data.h"
#include "core/model/graph.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"

#include <QColor>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace halftone {

/// A number per node, coloured onto graph and minimap.
struct GraphOverlay
{
    QString title;
    QString unit;
    /// By NodeId; NaN where there is none.
    std::vector<double> values;
    double minimum = 0;
    double maximum = 1;
    /// Large numbers are the bright end of the scale (dB); otherwise the dark one (bytes, time).
    bool highIsGood = true;
    /// Colours of its own instead of the scale, from the dark end on; see NodeData::steps.
    std::vector<NodeData::Step> steps;
    /// Only what is as bad as this or worse is coloured.
    std::optional<double> limit;

    /// Place on the colour scale in [0, 1], -1 for none or for what the limit leaves out.
    double position(NodeId node) const;
    /// The same of any value.
    double positionOf(double value) const;
    /// A value as people read it: its word, or number and unit.
    QString textOf(double value) const;
    double valueAt(double position) const;
    QColor color(double position) const;
};

/// Numbers of a file, scaled from the least to the largest.
GraphOverlay nodeDataOverlay(const NodeData &data);
/// What an overlay shows, to be saved.
NodeData nodeDataOf(const GraphOverlay &overlay);

/// Worst channel (or whole tensor) of what each node makes.
enum class ErrorOverlay { WorstChannel, WholeTensor, Local };
GraphOverlay errorOverlay(const Graph &graph, const ErrorReport &report, ErrorOverlay kind);

/// Multiply-accumulates per node; symbolic dimensions count 1 unless `dims` names them.
GraphOverlay macsOverlay(const Model &model, const GraphFacts &facts, const std::map<std::string, std::int64_t> &dims);
/// Bytes of the constants of each node.
GraphOverlay bytesOverlay(const Graph &graph);

} // namespace halftone
