// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/dynamic_inputs.h"

#include "core/model/graph_builder.h"
#include "core/quant/gemm_factors.h"
#include "core/quant/new_node.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace halftone {

namespace {

/// Where QLinear operators have the scale that they write with, and their bias.
struct Places
{
    std::string_view opType;
    std::size_t scale;
    /// 0 for none.
    std::size_t bias = 0;
};
constexpr std::array kPlaces{Places{"QLinearConv", 6, 8}, Places{"QLinearMatMul", 6}, Places{"QGemm", 7, 6}, Places{"QLinearAdd", 6},
    Places{"QLinearMul", 6}, Places{"QLinearSigmoid", 3}, Places{"QLinearLeakyRelu", 3}, Places{"QLinearAveragePool", 3},
    Places{"QLinearGlobalAveragePool", 3}, Places{"QLinearSoftmax", 3}, Places{"QLinearConcat", 0}, Places{"QLinearWhere", 7}};

/// The largest float that 32-bit integers hold.
constexpr float kLargestSteps = 2147483520.0F;

const Places *placesOf(const Node &node)
{
    const auto found = std::ranges::find(kPlaces, std::string_view(node.opType), &Places::opType);
    return found == kPlaces.end() ? nullptr : &*found;
}

class DynamicInputs
{
public:
    DynamicInputs(const Graph &original, const QuantTopology &topology, QuantizeResult &result)
        : m_original(original), m_result(result), m_graph(*result.model->graph), m_builder(m_graph)
    {
        for (const auto &bias : topology.biases)
            m_biases.emplace(original.node(bias.node).name + "_quant", bias);
        for (const Node &node : m_graph.nodes()) {
            const Places *places = placesOf(node);
            if (places)
                m_written.insert(node.inputs[places->scale]);
            else if (node.opType == "QuantizeLinear")
                ++m_quantizers[node.inputs[1]];
        }
    }

    Status run()
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (mayBeDynamic(m_graph.node(id)))
                HALFTONE_CHECK(replace(id));
        }
        for (auto &[name, counterpart] : m_result.counterpart) {
            if (m_exact.contains(counterpart))
                counterpart = m_exact.at(counterpart);
        }
        auto model = std::make_shared<Model>(*m_result.model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        forget(*model->graph);
        m_result.model = std::move(model);
        return {};
    }

private:
    bool mayBeDynamic(const Node &node) const
    {
        // What came quantized stays as it is.
        if (node.opType != "QuantizeLinear" || m_original.findNode(node.name) != kNone || node.inputs.size() < 3 || node.inputs[2] == kNone
            || m_graph.constant(node.inputs[0]))
            return false;
        const ConstantTensor *zero = m_graph.constant(node.inputs[2]);
        const ValueId scale = node.inputs[1];
        return zero && zero->dtype() == DType::UInt8 && zero->count() == 1 && !m_written.contains(scale) && m_quantizers.at(scale) == 1
            && biasesHaveRoom(scale);
    }

    /// Biases of the layers that read integers of this scale can follow it, and overflow 32 bits only for inputs that are thousands of
    /// times smaller than what was measured.
    bool biasesHaveRoom(ValueId scale) const
    {
        constexpr std::int64_t kMost = (std::int64_t{1} << 31) / 4096;
        for (const Node &node : m_graph.nodes()) {
            const Places *places = placesOf(node);
            if (!places || !hasBias(node, *places) || node.inputs[1] != scale)
                continue;
            const ConstantTensor *bias = m_graph.constant(node.inputs[places->bias]);
            if (!m_biases.contains(node.name) || !bias || bias->dtype() != DType::Int32)
                return false;
            const auto values = bias->load();
            if (!values || std::ranges::any_of(values->as<std::int32_t>(), [](std::int64_t q) { return std::abs(q) > kMost; }))
                return false;
        }
        return true;
    }

    static bool hasBias(const Node &node, const Places &places)
    {
        return places.bias > 0 && places.bias < node.inputs.size() && node.inputs[places.bias] != kNone;
    }

    Status replace(NodeId id)
    {
        const Node quantize = m_graph.node(id);
        const std::string base = m_graph.value(quantize.inputs[0]).name;
        const ValueId scale = m_builder.freshValue(base + "_dynamic_scale");
        const ValueId zero = m_builder.freshValue(base + "_dynamic_zero_point");
        Node &node = m_builder.node(id);
        node.opType = "DynamicQuantizeLinear";
        node.domain.clear();
        node.attributes.clear();
        node.inputs = {quantize.inputs[0]};
        node.outputs = {quantize.outputs[0], scale, zero};
        m_exact[m_graph.value(quantize.outputs[0]).name] = base;
        for (NodeId reader = 0; reader < m_graph.nodes().size(); ++reader) {
            const Places *places = placesOf(m_graph.node(reader));
            if (places && hasBias(m_graph.node(reader), *places) && m_builder.node(reader).inputs[1] == quantize.inputs[1])
                HALFTONE_CHECK(scaleBias(reader, places->bias, scale));
        }
        m_builder.replaceUses(quantize.inputs[1], scale);
        m_builder.replaceUses(quantize.inputs[2], zero);
        return {};
    }

    ValueId add(const std::string &name, const char *opType, std::vector<ValueId> inputs, std::vector<Attribute> attributes = {})
    {
        const ValueId output = m_builder.freshValue(name + "_output");
        m_builder.addNode(newNode(m_builder, name, opType, std::move(inputs), {output}, std::move(attributes)));
        return output;
    }

    /// int32(bias / (x_scale · w_scale)), from the float bias.
    Status scaleBias(NodeId reader, std::size_t index, ValueId scale)
    {
        const std::string name = m_graph.node(reader).name;
        const QuantTopology::Bias &from = m_biases.at(name);
        HALFTONE_TRY(const Tensor given, m_original.constant(from.value)->load());
        std::vector<float> values(given.as<float>().begin(), given.as<float>().end());
        const double share = gemmFactors(m_original.node(from.node)).biasShare();
        for (float &value : values)
            value = static_cast<float>(static_cast<double>(value) * share);
        const ValueId bias = m_builder.freshValue(name + "_bias");
        m_builder.setInitializer(bias, ConstantTensor(Tensor::of<float>(given.shape(), std::span<const float>(values))));
        const ValueId step = add(name + "_bias_scale", "Mul", {scale, m_graph.node(reader).inputs[4]});
        const ValueId steps = add(name + "_bias_steps", "Div", {bias, step});
        const ValueId whole = add(name + "_bias_round", "Round", {steps});
        const ValueId fitting = add(name + "_bias_clip", "Clip", {whole, limit(-kLargestSteps), limit(kLargestSteps)});
        const ValueId integers = add(name + "_bias_cast", "Cast", {fitting}, {{"to", static_cast<std::int64_t>(DType::Int32), {}, {}, {}}});
        m_builder.node(reader).inputs[index] = integers;
        return {};
    }

    ValueId limit(float value)
    {
        const auto [entry, isNew] = m_limits.try_emplace(value, kNone);
        if (isNew)
            entry->second = newConstant(m_builder, value < 0 ? "bias_lowest" : "bias_highest", Tensor::scalar<float>(value));
        return entry->second;
    }

    /// Integers of no fixed scale stand for nothing that can be compared; the floats they are made of do.
    void forget(const Graph &graph)
    {
        std::unordered_set<std::string> loose;
        for (const Node &node : graph.nodes()) {
            const bool passes = node.opType != "DequantizeLinear" && node.opType != "DynamicQuantizeLinear" && !placesOf(node);
            if (!passes || node.inputs.empty() || node.inputs[0] == kNone)
                continue;
            const Value &from = graph.value(node.inputs[0]);
            const bool isLoose = m_exact.contains(from.name) || loose.contains(from.name);
            for (const ValueId output : isLoose ? node.outputs : std::vector<ValueId>{})
                loose.insert(graph.value(output).name);
        }
        std::erase_if(m_result.counterpart, [&](const auto &entry) { return loose.contains(entry.second); });
        for (const auto &[integers, floats] : m_exact)
            m_result.params.erase(floats);
    }

    const Graph &m_original;
    QuantizeResult &m_result;
    const Graph &m_graph;
    GraphBuilder m_builder;
    /// By name of the fused layer.
    std::unordered_map<std::string, QuantTopology::Bias> m_biases;
    /// Scales that operators write with.
    std::unordered_set<ValueId> m_written;
    /// How many QuantizeLinears have a scale.
    std::unordered_map<ValueId, int> m_quantizers;
    std::map<float, ValueId> m_limits;
    /// Integers → the floats they are made of, by name.
    std::unordered_map<std::string, std::string> m_exact;
};

} // namespace

Status makeInputsDynamic(const Graph &graph, const QuantTopology &topology, QuantizeResult &result)
{
    return DynamicInputs(graph, topology, result).run();
}

} // namespace halftone
