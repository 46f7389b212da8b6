// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_cost.h"

#include "core/ops/operator.h"

namespace halftone {

namespace {

/// Symbols of the graph inputs, each 1: enough to make a shape concrete.
std::map<std::string, std::int64_t> symbolsAsOne(const Graph &graph)
{
    std::map<std::string, std::int64_t> symbols;
    for (const ValueId input : graph.inputs()) {
        const auto &shape = graph.value(input).declaredType.shape;
        if (!shape)
            continue;
        for (const Dim &dim : *shape) {
            if (!dim.isUnknown() && !dim.value())
                symbols[dim.toString()] = 1;
        }
    }
    return symbols;
}

/// Concrete shapes of values, made once each.
class ShapeTable
{
public:
    ShapeTable(const Graph &graph, const GraphFacts &facts)
    {
        const auto symbols = symbolsAsOne(graph);
        m_shapes.resize(graph.values().size());
        for (ValueId id = 0; id < graph.values().size(); ++id) {
            if (const ConstantTensor *constant = graph.constant(id)) {
                m_shapes[id] = constant->shape();
                continue;
            }
            if (id >= facts.values.size() || !facts.values[id].shape())
                continue;
            std::vector<std::int64_t> dims;
            for (const Dim &dim : *facts.values[id].shape())
                dims.push_back(dim.evaluate(symbols).value_or(1));
            m_shapes[id] = Shape(std::move(dims));
        }
    }

    const Shape *operator[](ValueId id) const { return id != kNone && m_shapes[id] ? &*m_shapes[id] : nullptr; }

private:
    std::vector<std::optional<Shape>> m_shapes;
};

} // namespace

std::vector<NodeCost> nodeCosts(const Model &model, const GraphFacts &facts)
{
    const Graph &graph = *model.graph;
    const ShapeTable shapes(graph, facts);
    std::vector<bool> counted(graph.initializers().size());
    std::vector<NodeCost> result(graph.nodes().size());
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        NodeCost &cost = result[id];
        CostShapes nodeShapes;
        for (const ValueId input : node.inputs) {
            nodeShapes.inputs.push_back(shapes[input]);
            if (input == kNone || graph.value(input).initializer == kNone || counted[graph.value(input).initializer])
                continue;
            const std::uint32_t index = graph.value(input).initializer;
            const ConstantTensor &tensor = graph.initializers()[index].tensor;
            counted[index] = true;
            if (!isFloatingPoint(tensor.dtype()))
                continue;
            cost.parameters += tensor.count();
            cost.bytes += tensor.bytes();
        }
        for (const ValueId output : node.outputs)
            nodeShapes.outputs.push_back(shapes[output]);
        if (const Operator *op = findOperator(node.domain, node.opType)) {
            const Cost work = op->cost({node, model.opset(node.domain), &graph}, nodeShapes);
            cost.macs = work.macs;
            cost.flops = work.flops;
        }
    }
    return result;
}

double Effect::percent() const
{
    if (totalMacs > 0)
        return 100.0 * static_cast<double>(macs) / static_cast<double>(totalMacs);
    return totalNodes > 0 ? 100.0 * nodes / totalNodes : 0;
}

Effect effectOf(const std::vector<NodeDecision> &decisions, const std::vector<NodeCost> &costs)
{
    Effect effect;
    effect.totalNodes = static_cast<int>(decisions.size());
    for (std::size_t id = 0; id < decisions.size() && id < costs.size(); ++id) {
        effect.totalMacs += costs[id].macs;
        effect.totalBytes += costs[id].bytes;
        if (decisions[id].precision == Precision::Float)
            continue;
        ++effect.nodes;
        effect.macs += costs[id].macs;
        effect.bytes += costs[id].bytes;
    }
    return effect;
}

} // namespace halftone
