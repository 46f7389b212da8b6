// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/quantized_regions.h"

#include "core/quant/errors.h"
#include "core/quant/scheme.h"
#include "core/tensor/integers.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace halftone {

namespace {

/// What an operator leaves behind: integers (or scales) that the next node has to do with, or finished floats.
enum class Kind { None, Integers, Floats };

Kind kindOf(const Node &node)
{
    static const std::set<std::string_view> integers{"QuantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "ConvInteger", "QGemm"};
    static const std::set<std::string_view> floats{"DequantizeLinear", "MatMulIntegerToFloat", "DynamicQuantizeMatMul",
        "DynamicQuantizeLSTM", "QAttention", "QOrderedMatMul", "MatMulNBits", "MatMulFpQ4", "MatMulBnb4", "GatherBlockQuantized", "QMoE"};
    if (integers.contains(node.opType) || node.opType.starts_with("QLinear"))
        return Kind::Integers;
    return floats.contains(node.opType) ? Kind::Floats : Kind::None;
}

class Regions
{
public:
    explicit Regions(const Graph &graph) : m_graph(graph), m_found(graph.nodes().size()), m_kinds(graph.nodes().size(), Kind::None) { }

    std::vector<char> find() &&
    {
        for (NodeId id = 0; id < m_found.size(); ++id) {
            m_kinds[id] = kindOf(m_graph.node(id));
            if (m_kinds[id] == Kind::None && readsIntegers(id))
                // The Cast of an integer product is still to be scaled.
                m_kinds[id] = m_graph.node(id).opType == "Cast" ? Kind::Integers : Kind::Floats;
            m_found[id] = m_kinds[id] != Kind::None || isBetweenPairs(id);
        }
        return std::move(m_found);
    }

private:
    NodeId producer(ValueId value) const { return value == kNone ? kNone : m_graph.value(value).producer; }

    bool readsIntegers(NodeId id) const
    {
        return std::ranges::any_of(m_graph.node(id).inputs, [&](ValueId input) {
            const NodeId from = producer(input);
            return from != kNone && m_kinds[from] == Kind::Integers;
        });
    }

    bool isDequantized(ValueId value) const
    {
        const NodeId from = producer(value);
        return from != kNone && m_graph.node(from).opType == "DequantizeLinear";
    }

    bool hasFloatWeights(const Node &node) const
    {
        static const std::set<std::string_view> products{"Conv", "ConvTranspose", "Gemm", "MatMul"};
        const ConstantTensor *weight = products.contains(node.opType) && node.inputs.size() > 1 && node.inputs[1] != kNone
            ? m_graph.constant(node.inputs[1])
            : nullptr;
        return weight && weight->dtype() == DType::Float;
    }

    bool isBetweenPairs(NodeId id) const
    {
        const Node &node = m_graph.node(id);
        if (hasFloatWeights(node))
            return false;
        if (std::ranges::any_of(node.inputs, [&](ValueId input) { return isDequantized(input); }))
            return true;
        const bool follows
            = std::ranges::any_of(node.inputs, [&](ValueId input) { return producer(input) != kNone && m_found[producer(input)]; });
        return follows
            && std::ranges::all_of(node.outputs, [&](ValueId output) { return output == kNone || isOnlyQuantized(m_graph, output); });
    }

    const Graph &m_graph;
    std::vector<char> m_found;
    /// By NodeId: of what the node leaves behind.
    std::vector<Kind> m_kinds;
};

} // namespace

std::map<ValueId, QuantParams> givenParams(const Graph &graph)
{
    std::map<ValueId, QuantParams> given;
    for (const Node &node : graph.nodes()) {
        if (node.opType != "DequantizeLinear" || node.inputs.size() < 3 || node.inputs[0] == kNone || node.inputs[1] == kNone
            || node.inputs[2] == kNone || node.outputs.empty() || node.outputs[0] == kNone || graph.constant(node.inputs[0]))
            continue;
        const ConstantTensor *scale = graph.constant(node.inputs[1]);
        const ConstantTensor *zero = graph.constant(node.inputs[2]);
        if (!scale || !zero || scale->dtype() != DType::Float || scale->count() != 1 || zero->count() != 1 || !isInteger(zero->dtype())
            || (dtypeBits(zero->dtype()) != 8 && dtypeBits(zero->dtype()) != 16))
            continue;
        const auto factor = scale->load();
        const auto offset = zero->load();
        const auto number = offset ? integersOf(*offset) : std::nullopt;
        if (!factor || !number)
            continue;
        QuantParams params;
        params.dtype = zero->dtype();
        params.scale = {factor->as<float>()[0]};
        params.zeroPoint = {static_cast<std::int32_t>(number->front())};
        const QuantLimits limits = quantLimits(params.dtype, false, false);
        params.minimum = params.scale.front() * static_cast<float>(limits.lowest - params.zeroPoint.front());
        params.maximum = params.scale.front() * static_cast<float>(limits.highest - params.zeroPoint.front());
        given.emplace(node.outputs[0], std::move(params));
    }
    return given;
}

bool isOnlyQuantized(const Graph &graph, ValueId value)
{
    const auto &uses = graph.value(value).consumers;
    return !uses.empty() && !graph.value(value).isOutput
        && std::ranges::all_of(uses, [&](const Use &use) { return graph.node(use.node).opType == "QuantizeLinear"; });
}

std::vector<char> findQuantizedNodes(const Graph &graph) { return Regions(graph).find(); }

std::optional<Issue> quantizedAlready(const Graph &graph)
{
    const auto nodes = findQuantizedNodes(graph);
    const auto count = std::ranges::count(nodes, 1);
    if (count == 0)
        return std::nullopt;
    return Issue{Issue::Severity::Info, Error(errc::kAlreadyQuantized, {std::to_string(count), std::to_string(nodes.size())}),
        Issue::Target::None, {}};
}

} // namespace halftone
