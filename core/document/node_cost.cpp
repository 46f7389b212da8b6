// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_cost.h"

#include "core/ops/operator.h"

#include <algorithm>
#include <map>
#include <set>

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
    ShapeTable(const Graph &graph, const std::vector<Fact> &facts, const std::map<std::string, std::int64_t> &symbols)
    {
        m_shapes.resize(graph.values().size());
        for (ValueId id = 0; id < graph.values().size(); ++id) {
            if (const ConstantTensor *constant = graph.storedValue(id)) {
                m_shapes[id] = constant->shape();
                continue;
            }
            if (id >= facts.size() || !facts[id].shape())
                continue;
            std::vector<std::int64_t> dims;
            for (const Dim &dim : *facts[id].shape())
                dims.push_back(dim.evaluate(symbols).value_or(1));
            m_shapes[id] = Shape(std::move(dims));
        }
    }

    const Shape *operator[](ValueId id) const { return id != kNone && m_shapes[id] ? &*m_shapes[id] : nullptr; }

private:
    std::vector<std::optional<Shape>> m_shapes;
};

/// One graph of the model with its shapes.
struct CostScope
{
    const Graph *graph = nullptr;
    const std::map<std::string, std::int64_t> *opsets = nullptr;
    const CostScope *outer = nullptr;
    ShapeTable shapes;
    const std::vector<Fact> *facts = nullptr;
    /// By node that holds or calls them, as indices of all scopes.
    std::multimap<NodeId, std::size_t> inner;
};

/// Elements of a weight: those of operands that stand for numbers, not for positions, shapes or text.
bool isWeightType(DType type) { return type != DType::Int64 && type != DType::Bool && type != DType::String && type != DType::Undefined; }

class CostCounter
{
public:
    CostCounter(const Model &model, const GraphFacts &facts)
    {
        const auto symbols = symbolsAsOne(*model.graph);
        m_scopes.reserve(facts.scopes.size() + 1);
        m_scopes.push_back({model.graph.get(), &model.opsets, nullptr, ShapeTable(*model.graph, facts.values, symbols), &facts.values, {}});
        for (const ScopeFacts &each : facts.scopes) {
            CostScope &outer = m_scopes[static_cast<std::size_t>(each.outer + 1)];
            outer.inner.emplace(each.holder, m_scopes.size());
            m_scopes.push_back({each.graph, each.opsets, each.isFunction ? nullptr : &outer, ShapeTable(*each.graph, each.values, symbols),
                &each.values, {}});
        }
    }

    std::vector<NodeCost> run()
    {
        std::vector<NodeCost> result;
        for (NodeId id = 0; id < m_scopes.front().graph->nodes().size(); ++id)
            result.push_back(costOf(m_scopes.front(), id));
        return result;
    }

private:
    NodeCost costOf(const CostScope &scope, NodeId id)
    {
        const Node &node = scope.graph->node(id);
        NodeCost cost;
        CostShapes shapes;
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            shapes.inputs.push_back(scope.shapes[node.inputs[i]]);
            if (node.inputs[i] != kNone)
                addWeight(scope, node, i, cost);
        }
        for (const ValueId output : node.outputs)
            shapes.outputs.push_back(scope.shapes[output]);
        if (const Operator *op = findOperator(node.domain, node.opType)) {
            const auto opset = scope.opsets->find(node.domain);
            const Cost work = op->cost({node, opset == scope.opsets->end() ? 1 : opset->second, scope.graph}, shapes);
            cost.macs = work.macs;
            cost.flops = work.flops;
        }
        addInner(scope, id, cost);
        return cost;
    }

    /// What is inside: of an If the dearer branch, of a Loop or Scan one turn times the turns where these are known.
    void addInner(const CostScope &scope, NodeId id, NodeCost &cost)
    {
        const Node &node = scope.graph->node(id);
        const auto [first, last] = scope.inner.equal_range(id);
        NodeCost work;
        for (auto each = first; each != last; ++each) {
            const CostScope &inner = m_scopes[each->second];
            NodeCost sum;
            for (NodeId within = 0; within < inner.graph->nodes().size(); ++within) {
                const NodeCost part = costOf(inner, within);
                sum.macs += part.macs;
                sum.flops += part.flops;
                cost.parameters += part.parameters;
                cost.bytes += part.bytes;
            }
            if (std::pair(sum.macs, sum.flops) > std::pair(work.macs, work.flops))
                work = sum;
        }
        const std::int64_t turns = first == last ? 1 : turnsOf(scope, node);
        cost.macs += work.macs * turns;
        cost.flops += work.flops * turns;
    }

    static std::int64_t turnsOf(const CostScope &scope, const Node &node)
    {
        if (!node.domain.empty() || node.inputs.empty())
            return 1;
        if (node.opType == "Loop" && node.inputs[0] != kNone) {
            const auto &trips = (*scope.facts)[node.inputs[0]].constant;
            return trips && trips->dtype() == DType::Int64 && trips->count() == 1 ? std::max<std::int64_t>(trips->as<std::int64_t>()[0], 0)
                                                                                  : 1;
        }
        if (node.opType == "Scan") {
            const auto scanned = static_cast<std::size_t>(std::max<std::int64_t>(node.intAttribute("num_scan_inputs", 1), 1));
            const std::size_t at = node.inputs.size() - std::min(scanned, node.inputs.size());
            const std::vector<std::int64_t> axes = node.intsAttribute("scan_input_axes");
            const Shape *shape = scope.shapes[node.inputs[at]];
            if (!shape || shape->rank() == 0)
                return 1;
            std::int64_t axis = axes.empty() ? 0 : axes.front();
            axis += axis < 0 ? shape->rank() : 0;
            return axis >= 0 && axis < shape->rank() ? (*shape)[static_cast<int>(axis)] : 1;
        }
        return 1;
    }

    void addWeight(const CostScope &scope, const Node &node, std::size_t index, NodeCost &cost)
    {
        const CostScope *at = &scope;
        ValueId value = node.inputs[index];
        while (at->graph->value(value).isOuter && at->outer) {
            const std::string &name = at->graph->value(value).name;
            at = at->outer;
            value = at->graph->findValue(name);
            if (value == kNone)
                return;
        }
        const ConstantTensor *tensor = at->graph->constant(value);
        if (!tensor || !isWeightType(tensor->dtype()) || !m_counted.emplace(at->graph, value).second)
            return;
        const bool packed = node.domain == "com.microsoft" && node.opType == "MatMulNBits" && index == 1;
        cost.parameters += packed ? node.intAttribute("K", 0) * node.intAttribute("N", 0) : tensor->count();
        cost.bytes += tensor->bytes();
    }

    std::vector<CostScope> m_scopes;
    /// A weight counts with its first reader, and a function's with its first call.
    std::set<std::pair<const Graph *, ValueId>> m_counted;
};

} // namespace

std::vector<NodeCost> nodeCosts(const Model &model, const GraphFacts &facts) { return CostCounter(model, facts).run(); }

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
