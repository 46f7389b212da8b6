// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_overlay.h"

#include "core/ops/operator.h"
#include "widgets/common/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(halftone::GraphOverlay)
};

void fitScale(GraphOverlay &overlay)
{
    overlay.minimum = 0;
    overlay.maximum = 0;
    for (const double value : overlay.values)
        if (std::isfinite(value))
            overlay.maximum = std::max(overlay.maximum, value);
    if (overlay.maximum == 0)
        overlay.maximum = 1;
}

double figure(const TensorError &error, ErrorOverlay kind)
{
    switch (kind) {
    case ErrorOverlay::WorstChannel:
        return std::isnan(error.accumulated.worstChannelDb) ? error.accumulated.sqnrDb : error.accumulated.worstChannelDb;
    case ErrorOverlay::WholeTensor:
        return error.accumulated.sqnrDb;
    case ErrorOverlay::Local:
        return std::isnan(error.local.worstChannelDb) ? error.local.sqnrDb : error.local.worstChannelDb;
    }
    return kNaN;
}

} // namespace

double GraphOverlay::position(NodeId node) const
{
    if (node >= values.size() || std::isnan(values[node]))
        return -1;
    if (!steps.empty() && values[node] > steps.back().upTo)
        return -1;
    if (limit && (highIsGood ? values[node] > *limit : values[node] < *limit))
        return -1;
    return positionOf(values[node]);
}

double GraphOverlay::positionOf(double value) const
{
    if (!steps.empty()) {
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const NodeData::Step &each) { return value <= each.upTo; });
        const auto index = std::min<std::ptrdiff_t>(step - steps.begin(), static_cast<std::ptrdiff_t>(steps.size()) - 1);
        return (static_cast<double>(index) + 0.5) / static_cast<double>(steps.size());
    }
    const double share = std::clamp((value - minimum) / (maximum - minimum), 0.0, 1.0);
    return highIsGood ? share : 1 - share;
}

QString GraphOverlay::textOf(double value) const
{
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const NodeData::Step &each) { return value <= each.upTo; });
    if (step != steps.end() && !step->label.isEmpty())
        return step->label;
    return QLocale().toString(value, 'g', 4) + (unit.isEmpty() ? QString() : u' ' + unit);
}

double GraphOverlay::valueAt(double position) const { return minimum + (maximum - minimum) * (highIsGood ? position : 1 - position); }

QColor GraphOverlay::color(double position) const
{
    if (steps.empty())
        return Theme::instance().errorColour(position);
    const auto index = static_cast<std::size_t>(std::clamp(position, 0.0, 1.0) * static_cast<double>(steps.size()));
    return steps[std::min(index, steps.size() - 1)].color;
}

GraphOverlay nodeDataOverlay(const NodeData &data)
{
    GraphOverlay overlay;
    overlay.title = data.title;
    overlay.unit = data.unit;
    overlay.values = data.values;
    overlay.steps = data.steps;
    overlay.highIsGood = false;
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const double value : data.values)
        if (std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    overlay.minimum = least;
    overlay.maximum = most > least ? most : least + 1;
    return overlay;
}

NodeData nodeDataOf(const GraphOverlay &overlay)
{
    NodeData data;
    data.title = overlay.title;
    data.unit = overlay.unit;
    data.values = overlay.values;
    data.steps = overlay.steps;
    constexpr int kStops = 8;
    for (int i = 0; i <= kStops && overlay.steps.empty(); ++i) {
        const double share = static_cast<double>(i) / kStops;
        data.gradient.emplace_back(share, overlay.color(overlay.highIsGood ? share : 1 - share));
    }
    return data;
}

GraphOverlay errorOverlay(const Graph &graph, const ErrorReport &report, ErrorOverlay kind)
{
    constexpr double kBestDb = 50;
    GraphOverlay overlay;
    overlay.title = kind == ErrorOverlay::WorstChannel ? Text::tr("Error, worst channel")
        : kind == ErrorOverlay::WholeTensor            ? Text::tr("Error, whole tensor")
                                                       : Text::tr("Error of the node alone");
    overlay.unit = Text::tr("dB");
    overlay.maximum = kBestDb;
    overlay.values.assign(graph.nodes().size(), kNaN);
    for (const TensorError &error : report.tensors) {
        if (error.kind == TensorError::Kind::Weight)
            continue;
        const NodeId node = graph.findNode(error.producer);
        const double db = figure(error, kind);
        if (node == kNone || std::isnan(db))
            continue;
        double &value = overlay.values[node];
        value = std::isnan(value) ? db : std::min(value, db);
    }
    return overlay;
}

GraphOverlay macsOverlay(const Model &model, const GraphFacts &facts, const std::map<std::string, std::int64_t> &dims)
{
    const Graph &graph = *model.graph;
    GraphOverlay overlay;
    overlay.title = Text::tr("Multiply-accumulates");
    overlay.highIsGood = false;
    overlay.values.assign(graph.nodes().size(), kNaN);
    const auto shapeOf = [&](ValueId value) -> std::optional<Shape> {
        if (value == kNone)
            return std::nullopt;
        if (const ConstantTensor *constant = graph.storedValue(value))
            return constant->shape();
        if (value >= facts.values.size() || !facts.values[value].shape())
            return std::nullopt;
        std::vector<std::int64_t> shape;
        for (const Dim &dim : *facts.values[value].shape()) {
            std::optional<std::int64_t> number = dim.evaluate(dims);
            if (!number && dim.isUnknown())
                return std::nullopt;
            shape.push_back(number.value_or(1));
        }
        return Shape(std::move(shape));
    };
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        const Operator *op = findOperator(node.domain, node.opType);
        if (!op)
            continue;
        std::vector<std::optional<Shape>> shapes;
        for (const ValueId value : node.inputs)
            shapes.push_back(shapeOf(value));
        for (const ValueId value : node.outputs)
            shapes.push_back(shapeOf(value));
        CostShapes cost;
        for (std::size_t i = 0; i < shapes.size(); ++i)
            (i < node.inputs.size() ? cost.inputs : cost.outputs).push_back(shapes[i] ? &*shapes[i] : nullptr);
        if (const std::int64_t macs = op->cost({node, model.opset(node.domain), &graph}, cost).macs; macs > 0)
            overlay.values[id] = static_cast<double>(macs);
    }
    fitScale(overlay);
    return overlay;
}

GraphOverlay bytesOverlay(const Graph &graph)
{
    GraphOverlay overlay;
    overlay.title = Text::tr("Weights");
    overlay.unit = Text::tr("bytes");
    overlay.highIsGood = false;
    overlay.values.assign(graph.nodes().size(), kNaN);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        std::int64_t bytes = 0;
        for (const ValueId input : graph.node(id).inputs)
            if (const ConstantTensor *constant = input == kNone ? nullptr : graph.storedValue(input))
                bytes += constant->bytes();
        if (bytes > 0)
            overlay.values[id] = static_cast<double>(bytes);
    }
    fitScale(overlay);
    return overlay;
}

} // namespace halftone
