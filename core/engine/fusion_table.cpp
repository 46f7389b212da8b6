// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fusion.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace halftone {

namespace {

/// Operators that treat each element by itself.
bool isPointwise(const Node &node)
{
    static const std::set<std::string_view> types{"Abs", "Add", "Ceil", "Celu", "Clip", "Div", "Elu", "Erf", "Exp", "Floor", "Gelu",
        "HardSigmoid", "HardSwish", "LeakyRelu", "Log", "Max", "Min", "Mish", "Mul", "Neg", "Pow", "Reciprocal", "Relu", "Round", "Selu",
        "Sigmoid", "Sign", "Softplus", "Softsign", "Sqrt", "Sub", "Swish", "Tanh", "ThresholdedRelu"};
    return node.domain.empty() && types.contains(node.opType) && node.outputs.size() == 1;
}

/// What lies between a QuantizeLinear and the 8-bit tensors it depends on.
struct Region
{
    std::vector<NodeId> nodes;
    std::set<ValueId> sources;
    bool valid = true;
};

class TableFinder
{
public:
    explicit TableFinder(const FusionInput &input) : m_input(input), m_graph(input.graph), m_units(input.graph.nodes().size()) { }

    std::vector<std::optional<Unit>> run()
    {
        if (!m_input.fuse)
            return std::move(m_units);
        for (NodeId id = 0; id < m_units.size(); ++id)
            if (isQuantizedPointwise(m_graph.node(id)))
                addSingle(id);
        for (NodeId id = 0; id < m_units.size(); ++id)
            if (isStaticQuantize(m_graph, m_graph.node(id)) && isPerTensor(m_graph.node(id)))
                tryAt(id);
        return std::move(m_units);
    }

private:
    /// An activation from 8 bits to 8 bits in one node, with constant parameters.
    bool isQuantizedPointwise(const Node &node) const
    {
        static const std::set<std::string_view> types{"QLinearLeakyRelu", "QLinearSigmoid"};
        if (node.domain != "com.microsoft" || !types.contains(node.opType) || node.inputs.size() < 4 || node.inputs[2] == kNone)
            return false;
        for (std::size_t i = 1; i < node.inputs.size(); ++i) {
            const auto constant = node.inputs[i] == kNone ? nullptr : m_graph.storedValue(node.inputs[i]);
            if (node.inputs[i] != kNone && (!constant || constant->count() != 1))
                return false;
        }
        const DType type = m_graph.storedValue(node.inputs[2])->dtype();
        return type == DType::UInt8 || type == DType::Int8;
    }

    void addSingle(NodeId id)
    {
        if (m_input.constant[m_graph.node(id).inputs[0]])
            return;
        Unit unit;
        unit.kind = Unit::Kind::Table;
        unit.input = m_graph.node(id).inputs[0];
        unit.nodes = {id};
        m_units[id] = std::move(unit);
    }

    bool isPerTensor(const Node &node) const { return m_graph.storedValue(node.inputs[1])->count() == 1; }

    void tryAt(NodeId quantize)
    {
        Region region;
        collect(m_graph.node(quantize).inputs[0], region, 0);
        if (!region.valid || region.nodes.empty())
            return;
        absorbTables(region);
        if (!region.valid || region.sources.size() != 1 || region.nodes.size() < 2)
            return;
        Unit unit;
        unit.kind = Unit::Kind::Table;
        unit.input = *region.sources.begin();
        unit.nodes = region.nodes;
        unit.nodes.push_back(quantize);
        std::sort(unit.nodes.begin(), unit.nodes.end());
        unit.nodes.erase(std::unique(unit.nodes.begin(), unit.nodes.end()), unit.nodes.end());
        if (isClosed(unit, m_graph.node(quantize).outputs[0]))
            m_units[quantize] = std::move(unit);
    }

    void collect(ValueId value, Region &region, int depth)
    {
        constexpr int kDeepest = 32;
        if (value == kNone || !region.valid)
            return;
        if (m_input.constant[value]) {
            region.valid = region.valid && smallConstant(m_graph, value, 1).has_value();
            return;
        }
        const NodeId producer = m_graph.value(value).producer;
        if (producer == kNone || m_input.pinned[value] || depth > kDeepest) {
            region.valid = false;
            return;
        }
        const Node &node = m_graph.node(producer);
        if (isStaticDequantize(m_graph, node) && isPerTensor(node)) {
            if (m_input.constant[node.inputs[0]]) {
                region.valid = region.valid && m_graph.storedValue(node.inputs[0])->count() == 1;
            } else {
                region.sources.insert(node.inputs[0]);
            }
            region.nodes.push_back(producer);
            return;
        }
        if (!isPointwise(node)) {
            region.valid = false;
            return;
        }
        region.nodes.push_back(producer);
        for (const ValueId input : node.inputs)
            collect(input, region, depth + 1);
    }

    /// x·sigmoid(x) with both factors quantized: the sigmoid is itself a table of x, so the product is too.
    void absorbTables(Region &region)
    {
        bool changed = true;
        while (changed && region.sources.size() > 1) {
            changed = false;
            for (const ValueId source : region.sources) {
                const NodeId producer = m_graph.value(source).producer;
                if (producer == kNone || !m_units[producer] || !region.sources.contains(m_units[producer]->input))
                    continue;
                region.nodes.insert(region.nodes.end(), m_units[producer]->nodes.begin(), m_units[producer]->nodes.end());
                if (canVanish(source, region)) {
                    m_units[producer].reset();
                    region.sources.erase(source);
                    changed = true;
                } else {
                    region.valid = false;
                }
                break;
            }
        }
    }

    bool canVanish(ValueId value, const Region &region) const
    {
        const auto inside
            = [&](const Use &use) { return std::find(region.nodes.begin(), region.nodes.end(), use.node) != region.nodes.end(); };
        if (m_input.pinned[value])
            return false;
        const auto &consumers = m_graph.value(value).consumers;
        return std::all_of(consumers.begin(), consumers.end(), [&](const Use &use) {
            if (!inside(use))
                return false;
            const auto &readers = m_graph.value(m_graph.node(use.node).outputs[0]).consumers;
            return std::all_of(readers.begin(), readers.end(), inside);
        });
    }

    /// Nothing outside reads what lies inside. A DequantizeLinear may have other readers: it is done lazily for each.
    bool isClosed(const Unit &unit, ValueId output)
    {
        for (const NodeId id : unit.nodes)
            for (const ValueId made : m_graph.node(id).outputs) {
                if (made == output || isStaticDequantize(m_graph, m_graph.node(id)))
                    continue;
                if (m_input.pinned[made])
                    return false;
                for (const Use &use : m_graph.value(made).consumers)
                    if (!std::binary_search(unit.nodes.begin(), unit.nodes.end(), use.node))
                        return false;
            }
        return true;
    }

    const FusionInput &m_input;
    const Graph &m_graph;
    std::vector<std::optional<Unit>> m_units;
};

} // namespace

std::vector<std::optional<Unit>> findTables(const FusionInput &input) { return TableFinder(input).run(); }

} // namespace halftone
