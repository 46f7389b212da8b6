// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare.h"
#include "core/quant/pairing.h"

#include <unordered_map>

namespace halftone {

namespace {

bool isOp(const Node &node, std::string_view type) { return node.opType == type; }

/// Pairs values of a float model with values of a quantized one made by anybody. Names are trusted where both have them;
/// elsewhere Q/DQ pairs are seen through, and nodes that correspond (same inputs, same kind) give corresponding outputs.
class Matcher
{
public:
    Matcher(const Graph &original, const Graph &quantized) : m_original(original), m_quantized(quantized) { }

    std::map<std::string, std::string> match()
    {
        byName();
        byStructure();
        std::map<std::string, std::string> result;
        for (const auto &[from, to] : m_counterpart)
            result[m_original.value(from).name] = m_quantized.value(to).name;
        return result;
    }

private:
    const Node *onlyConsumer(ValueId value, std::string_view type) const
    {
        for (const Use &use : m_quantized.value(value).consumers) {
            const Node &node = m_quantized.node(use.node);
            if (use.index == 0 && isOp(node, type))
                return &node;
        }
        return nullptr;
    }

    /// What consumers see of a value: behind its QuantizeLinear and DequantizeLinear, if it has them.
    ValueId rounded(ValueId value) const
    {
        if (const Node *dequantize = onlyConsumer(value, "DequantizeLinear"))
            return dequantize->outputs[0];
        if (const Node *quantize = onlyConsumer(value, "QuantizeLinear")) {
            if (const Node *dequantize = onlyConsumer(quantize->outputs[0], "DequantizeLinear"))
                return dequantize->outputs[0];
        }
        return value;
    }

    void byName()
    {
        for (ValueId id = 0; id < m_original.values().size(); ++id) {
            const std::string &name = m_original.value(id).name;
            if (name.empty())
                continue;
            ValueId found = m_quantized.findValue(name);
            if (found == kNone) {
                // An activation that QOperator form holds as integers, or a weight that only its quantized form is left of.
                found = m_quantized.findValue(name + "_quantized");
                if (found == kNone)
                    continue;
            }
            m_counterpart[id] = rounded(found);
        }
    }

    /// The value a node of the quantized model really reads: through a DequantizeLinear and QuantizeLinear before it.
    ValueId source(ValueId value) const
    {
        for (int steps = 0; steps < 2; ++steps) {
            const NodeId id = m_quantized.value(value).producer;
            if (id == kNone || (!isOp(m_quantized.node(id), "DequantizeLinear") && !isOp(m_quantized.node(id), "QuantizeLinear")))
                break;
            value = m_quantized.node(id).inputs[0];
        }
        return value;
    }

    static std::string plainType(const Node &node)
    {
        const std::string &type = node.opType;
        if (type == "QGemm")
            return "Gemm";
        return type.starts_with("QLinear") ? type.substr(7) : type;
    }

    void byStructure()
    {
        // Sources of float values already paired, to recognise inputs of the quantized model's nodes.
        std::unordered_map<ValueId, ValueId> originalOf;
        const auto note = [&](ValueId from, ValueId to) {
            originalOf.emplace(to, from);
            originalOf.emplace(source(to), from);
        };
        for (const auto &[from, to] : m_counterpart)
            note(from, to);
        std::unordered_map<std::string, std::vector<NodeId>> byKey;
        for (NodeId id = 0; id < m_original.nodes().size(); ++id) {
            const Node &node = m_original.node(id);
            if (!node.inputs.empty() && node.inputs[0] != kNone)
                byKey[node.opType + '\n' + std::to_string(node.inputs[0])].push_back(id);
        }
        for (const Node &node : m_quantized.nodes()) {
            if (node.inputs.empty() || node.inputs[0] == kNone || node.outputs.empty() || node.outputs[0] == kNone
                || isOp(node, "QuantizeLinear") || isOp(node, "DequantizeLinear"))
                continue;
            auto input = originalOf.find(node.inputs[0]);
            if (input == originalOf.end())
                input = originalOf.find(source(node.inputs[0]));
            if (input == originalOf.end())
                continue;
            const auto candidates = byKey.find(plainType(node) + '\n' + std::to_string(input->second));
            // Two layers of one kind on one input cannot be told apart by it alone.
            if (candidates == byKey.end() || candidates->second.size() != 1)
                continue;
            ValueId output = m_original.node(candidates->second.front()).outputs[0];
            if (output == kNone)
                continue;
            output = throughAbsorbed(output, node);
            if (m_counterpart.try_emplace(output, rounded(node.outputs[0])).second)
                note(output, rounded(node.outputs[0]));
        }
    }

    /// When the quantizer let a Relu or Clip vanish into the layer before it, the layer's result is theirs.
    ValueId throughAbsorbed(ValueId output, const Node &quantizedNode) const
    {
        const Value &value = m_original.value(output);
        if (value.consumers.size() != 1 || value.isOutput)
            return output;
        const Node &next = m_original.node(value.consumers.front().node);
        if (!isOp(next, "Relu") && !isOp(next, "Clip"))
            return output;
        const ValueId seen = rounded(quantizedNode.outputs[0]);
        for (const Use &use : m_quantized.value(seen).consumers) {
            if (isOp(m_quantized.node(use.node), next.opType))
                return output;
        }
        return next.outputs[0];
    }

    const Graph &m_original;
    const Graph &m_quantized;
    std::map<ValueId, ValueId> m_counterpart;
};

} // namespace

QuantizeResult matchModels(std::shared_ptr<const Model> floatModel, std::shared_ptr<const Model> quantizedModel)
{
    QuantizeResult result;
    result.counterpart = Matcher(*floatModel->graph, *quantizedModel->graph).match();
    result.model = std::move(quantizedModel);
    for (const Node &node : floatModel->graph->nodes())
        result.decisions.push_back({node.name, Precision::Float, NodeDecision::Cause::Rule, ErrorCode{""}, {}});
    const Graph &graph = *result.model->graph;
    for (std::size_t i = 0; i < result.decisions.size(); ++i) {
        const Node &node = floatModel->graph->node(static_cast<NodeId>(i));
        for (const ValueId output : node.outputs) {
            const auto found = output == kNone ? result.counterpart.end() : result.counterpart.find(floatModel->graph->value(output).name);
            if (found == result.counterpart.end())
                continue;
            const ValueId value = graph.findValue(found->second);
            const NodeId producer = value == kNone ? kNone : graph.value(value).producer;
            if (producer == kNone)
                continue;
            if (graph.node(producer).opType == "DequantizeLinear") {
                if (auto params = linearParams(graph, graph.node(producer))) {
                    result.params[found->first] = std::move(*params);
                    result.decisions[i].precision = Precision::Int8;
                }
            } else if (graph.node(producer).opType.starts_with("QLinear") || graph.node(producer).opType == "QGemm") {
                result.decisions[i].precision = Precision::Int8;
            }
        }
    }
    return result;
}

} // namespace halftone
