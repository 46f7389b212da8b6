// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/qoperator_fuser.h"

#include "core/quant/formats/qoperator_form.h"
#include "core/quant/formats/qoperator_names.h"
#include "core/quant/formats/rewrite.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace halftone {

namespace {

class QOperatorFuser
{
public:
    QOperatorFuser(const Graph &original, const QuantTopology &topology, QuantizeResult &result)
        : m_original(original), m_topology(topology), m_result(result), m_graph(*result.model->graph), m_builder(m_graph)
    {
        for (NodeId id = 0; id < original.nodes().size(); ++id) {
            const Node &node = original.node(id);
            if (topology.decisions[id].precision == Precision::Float || topology.modes[id] != NodeMode::Static)
                m_float.insert(node.name);
            if (topology.absorbed[id])
                m_absorbed.emplace(original.value(node.outputs[0]).name, original.value(node.inputs[0]).name);
        }
    }

    Status run()
    {
        const std::int64_t opset = m_result.model->opset();
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id)
            fuse(id, opset);
        readFloats();
        restoreActivations();
        removeUnused(m_graph, m_builder, {"DequantizeLinear", "QuantizeLinear"});
        mapCounterparts();
        const auto renamed = nameQOperators(m_original, m_builder, m_absorbed);
        for (auto &[name, counterpart] : m_result.counterpart) {
            if (const auto found = renamed.find(counterpart); found != renamed.end())
                counterpart = found->second;
        }
        auto model = std::make_shared<Model>(*m_result.model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        if (m_usesMicrosoft)
            model->opsets.try_emplace("com.microsoft", 1);
        m_result.model = std::move(model);
        return {};
    }

private:
    std::optional<QuantizedValue> valueOf(ValueId data, const Node &linear) const
    {
        if (linear.inputs.size() < 3 || linear.inputs[2] == kNone)
            return std::nullopt;
        const ConstantTensor *scale = m_graph.constant(linear.inputs[1]);
        const ConstantTensor *zeroPoint = m_graph.constant(linear.inputs[2]);
        if (!scale || !zeroPoint)
            return std::nullopt;
        return QuantizedValue{data, linear.inputs[1], linear.inputs[2], zeroPoint->dtype(), scale->count()};
    }

    /// Integers that an earlier QuantizeLinear makes may by now be made by a fused node: same value either way.
    std::optional<QuantizedValue> inputOf(ValueId input) const
    {
        const NodeId producer = input == kNone ? kNone : m_graph.value(input).producer;
        if (producer == kNone || m_graph.node(producer).opType != "DequantizeLinear")
            return std::nullopt;
        const Node &node = m_graph.node(producer);
        return valueOf(node.inputs[0], node);
    }

    /// The QuantizeLinear that alone reads the output, or kNone.
    NodeId quantizerOf(ValueId output) const
    {
        if (output == kNone)
            return kNone;
        const Value &value = m_graph.value(output);
        if (value.isOutput || value.consumers.size() != 1)
            return kNone;
        const NodeId reader = value.consumers.front().node;
        return m_graph.node(reader).opType == "QuantizeLinear" && value.consumers.front().index == 0 ? reader : kNone;
    }

    void fuse(NodeId id, std::int64_t opset)
    {
        const Node &node = m_graph.node(id);
        if (!hasQOperatorForm(node) || m_float.contains(node.name))
            return;
        QuantizedSite site{node, {}, std::nullopt, opset, {}};
        for (const ValueId input : node.inputs) {
            site.inputs.push_back(inputOf(input));
            // QLinear operators know 8 bits, and biases of 32.
            if (const auto &value = site.inputs.back(); value && dtypeBits(value->type) != 8 && dtypeBits(value->type) != 32)
                return;
            const ConstantTensor *constant = site.inputs.back() ? m_graph.constant(site.inputs.back()->data) : nullptr;
            site.constantRank.push_back(constant ? constant->shape().rank() : -1);
        }
        std::vector<NodeId> quantizers;
        for (const ValueId output : node.outputs) {
            if (output == kNone)
                continue;
            const NodeId quantizer = quantizerOf(output);
            // Indices (ArgMax) are no quantized output; anything else must be one.
            if (quantizer == kNone && node.opType != "ArgMax")
                return;
            quantizers.push_back(quantizer);
        }
        for (const NodeId quantizer : quantizers) {
            if (quantizer == kNone)
                continue;
            const Node &linear = m_graph.node(quantizer);
            const auto value = valueOf(linear.outputs[0], linear);
            if (!value || value->scales != 1 || dtypeBits(value->type) != 8
                || (site.output && (site.output->scale != value->scale || site.output->zeroPoint != value->zeroPoint)))
                return;
            site.output = value;
        }
        auto form = qOperatorForm(site);
        if (!form)
            return;
        for (std::size_t i = 0, k = 0; i < form->outputs.size(); ++i) {
            if (node.outputs[i] == kNone)
                continue;
            const NodeId quantizer = quantizers[k++];
            if (quantizer == kNone)
                continue;
            form->outputs[i] = m_graph.node(quantizer).outputs[0];
            m_builder.removeNode(quantizer);
        }
        m_usesMicrosoft = m_usesMicrosoft || form->domain == "com.microsoft";
        if (form->opType != node.opType)
            form->name = m_builder.freshNodeName(node.name + "_quant");
        m_builder.node(id) = std::move(*form);
        m_fused.insert(id);
    }

    /// A node that the model came with: what it rounds is meant to be rounded.
    bool isSource(const Node &node) const { return m_original.findNode(node.name) != kNone; }

    bool isFloatReader(const Use &use) const { return m_float.contains(m_graph.node(use.node).name); }

    /// The node still reads `value` here, or captures it.
    bool stillReads(const Use &use, ValueId value) const
    {
        return !m_builder.isRemoved(use.node) && (use.isCapture() || m_builder.node(use.node).inputs[use.index] == value);
    }

    /// Where a float node makes what others read quantized, float nodes and outputs of the graph take it as it is.
    void readFloats()
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            const Node &node = m_graph.node(id);
            const NodeId quantizer = node.opType == "DequantizeLinear" ? m_graph.value(node.inputs[0]).producer : kNone;
            if (quantizer == kNone || m_builder.isRemoved(quantizer) || m_graph.node(quantizer).opType != "QuantizeLinear"
                || isSource(node))
                continue;
            const ValueId exact = m_graph.node(quantizer).inputs[0];
            const ValueId rounded = node.outputs[0];
            const auto &uses = m_graph.value(rounded).consumers;
            for (const Use &use : uses) {
                if (!use.isCapture() && isFloatReader(use) && stillReads(use, rounded))
                    m_builder.node(use.node).inputs[use.index] = exact;
            }
            const bool unread = std::ranges::none_of(uses, [&](const Use &use) { return stillReads(use, rounded); });
            if (m_graph.value(rounded).isOutput && unread && m_graph.value(exact).producer != kNone)
                emit(exact, rounded, id);
        }
    }

    /// The producer of `exact` makes the graph's output instead of the DequantizeLinear `id`.
    void emit(ValueId exact, ValueId output, NodeId id)
    {
        m_builder.removeNode(id);
        for (ValueId &made : m_builder.node(m_graph.value(exact).producer).outputs)
            made = made == exact ? output : made;
        m_builder.replaceUses(exact, output);
        m_emitted.insert(output);
    }

    /// Where a layer stays float after all, what saturation of its integers was to do is done by the Relu or Clip again: somebody may
    /// read it unrounded, and ranges may be measured as the model runs.
    void restoreActivations()
    {
        for (NodeId id = 0; id < m_original.nodes().size(); ++id) {
            if (!m_topology.absorbed[id])
                continue;
            const Node &node = m_original.node(id);
            const Value &between = m_original.value(node.inputs[0]);
            const NodeId layer = m_graph.findNode(m_original.node(between.producer).name);
            if (layer == kNone || m_fused.contains(layer))
                continue;
            Node restored = node;
            restored.name = m_builder.freshNodeName(node.name);
            restored.inputs[0] = m_builder.freshValue(between.name);
            restored.outputs[0] = std::exchange(m_builder.node(layer).outputs[between.producerIndex], restored.inputs[0]);
            for (std::size_t i = 1; i < node.inputs.size(); ++i)
                restored.inputs[i] = node.inputs[i] == kNone ? kNone : constantOf(node.inputs[i]);
            m_result.counterpart[between.name] = m_builder.valueInfo(restored.inputs[0]).name;
            m_absorbed.erase(m_original.value(node.outputs[0]).name);
            m_builder.addNode(std::move(restored));
        }
    }

    /// A constant of the float model, which may be gone from the quantized one.
    ValueId constantOf(ValueId original)
    {
        const ValueId value = m_builder.value(m_original.value(original).name);
        if (!m_builder.initializer(value))
            m_builder.setInitializer(value, ConstantTensor(*m_original.constant(original)));
        return value;
    }

    /// A dequantized value that nobody reads any more is gone; its integers are not. An output that a float node makes is there.
    void mapCounterparts()
    {
        for (auto &[name, counterpart] : m_result.counterpart) {
            const ValueId value = m_graph.findValue(counterpart);
            const NodeId producer = value == kNone ? kNone : m_graph.value(value).producer;
            if (producer != kNone && m_builder.isRemoved(producer) && !m_emitted.contains(value)
                && m_graph.node(producer).opType == "DequantizeLinear")
                counterpart = m_graph.value(m_graph.node(producer).inputs[0]).name;
        }
    }

    const Graph &m_original;
    const QuantTopology &m_topology;
    QuantizeResult &m_result;
    const Graph &m_graph;
    GraphBuilder m_builder;
    /// Names of nodes that are not to compute on integers.
    std::unordered_set<std::string> m_float;
    /// Output → input of vanished activations, by name.
    std::map<std::string, std::string> m_absorbed;
    /// Nodes that are on integers now.
    std::unordered_set<NodeId> m_fused;
    /// Outputs of the graph that float nodes make instead of a DequantizeLinear.
    std::unordered_set<ValueId> m_emitted;
    bool m_usesMicrosoft = false;
};

} // namespace

Status fuseQOperators(const Graph &graph, const QuantTopology &topology, QuantizeResult &result)
{
    return QOperatorFuser(graph, topology, result).run();
}

} // namespace halftone
