// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare.h"
#include "core/quant/formats/qoperator_form.h"
#include "core/quant/matching/node_matching.h"
#include "core/quant/matching/node_signatures.h"
#include "core/quant/pairing.h"

#include <algorithm>
#include <unordered_set>

namespace halftone {

namespace {

/// Scale and zero point of integers that an operand or an output of an integer form is held in.
std::optional<QuantParams> heldParams(const Graph &graph, const ComparedGraph::Operand &held)
{
    if (held.scale == kNone)
        return std::nullopt;
    Node dequantize;
    dequantize.opType = "DequantizeLinear";
    dequantize.inputs = {held.value, held.scale, held.zeroPoint};
    Attribute axis;
    axis.name = "axis";
    axis.value = held.axis;
    dequantize.attributes.push_back(std::move(axis));
    return linearParams(graph, dequantize);
}

ValueId inputOf(const Node &node, int index)
{
    return index >= 0 && static_cast<std::size_t>(index) < node.inputs.size() ? node.inputs[static_cast<std::size_t>(index)] : kNone;
}

/// What the first integer form that reads a value takes its integers for.
std::optional<QuantParams> readParams(const Graph &graph, ValueId value)
{
    for (const Use &use : graph.value(value).consumers) {
        const IntegerForm *form = integerForm(graph.node(use.node).opType);
        if (!form || use.isCapture())
            continue;
        const Node &node = graph.node(use.node);
        const int at = static_cast<int>(use.index);
        for (const IntegerPlace &place : form->places)
            if (place.value == at)
                return heldParams(graph, {value, inputOf(node, place.scale), inputOf(node, place.zeroPoint), 1});
        if (form->triplesFrom >= 0 && at >= form->triplesFrom && (at - form->triplesFrom) % 3 == 0)
            return heldParams(graph, {value, inputOf(node, at + 1), inputOf(node, at + 2), 1});
    }
    return std::nullopt;
}

/// What the integers of a value stand for: it was quantized, made by an integer form, or moved from there or from a constant.
std::optional<QuantParams> paramsOf(const Graph &graph, ValueId value)
{
    const ValueId wanted = value;
    const NodeId made = graph.value(value).producer;
    if (made != kNone && graph.node(made).opType == "DequantizeLinear")
        return linearParams(graph, graph.node(made));
    while (graph.value(value).producer != kNone) {
        const Node &node = graph.node(graph.value(value).producer);
        if (node.opType == "QuantizeLinear")
            return linearParams(graph, node);
        if (const IntegerForm *form = integerForm(node.opType)) {
            return heldParams(graph, {value, inputOf(node, form->output.scale), inputOf(node, form->output.zeroPoint), 1});
        }
        if (!computesOnIntegers(node) || node.inputs.empty() || node.inputs[0] == kNone)
            return std::nullopt;
        value = node.inputs[0];
    }
    return graph.constant(value) && value != wanted ? readParams(graph, wanted) : std::nullopt;
}

/// Where the values of a float model are in a quantized one made by anybody, from the nodes that correspond.
class ValueMatcher
{
public:
    ValueMatcher(const Graph &original, const Graph &quantized)
        : m_original(original), m_quantized(quantized), m_a(original), m_b(quantized), m_nodes(matchNodes(m_a, m_b))
    {
    }

    void match(QuantizeResult &result)
    {
        m_result = &result;
        matchInputs();
        for (NodeId a = 0; a < m_nodes.bOfA.size(); ++a)
            if (m_nodes.bOfA[a] != kNone)
                matchPair(a, m_nodes.bOfA[a]);
        for (const auto &[original, quantized] : m_unchanged)
            note(original, quantized);
        matchNames();
    }

private:
    void note(ValueId original, ValueId quantized)
    {
        const std::string &name = m_original.value(original).name;
        if (!m_result->counterpart.try_emplace(name, m_quantized.value(quantized).name).second)
            return;
        if (m_original.constant(original))
            return;
        if (auto params = paramsOf(m_quantized, quantized))
            m_result->params[name] = std::move(*params);
    }

    void matchInputs()
    {
        // The same names; else the same places.
        const auto &ofA = m_original.inputs(), &ofB = m_quantized.inputs();
        for (std::size_t i = 0; i < ofA.size(); ++i) {
            const ValueId named = m_quantized.findValue(m_original.value(ofA[i]).name);
            const ValueId found = named != kNone && m_quantized.value(named).isInput ? named : i < ofB.size() ? ofB[i] : kNone;
            if (found != kNone)
                note(ofA[i], m_b.realOf(found));
        }
    }

    /// The value that a node's readers get after what was taken into it in the other graph, and whether a batch norm or a factor was:
    /// then its weights are others.
    struct Reach
    {
        ValueId value = kNone;
        bool changesWeights = false;
        /// What lies between.
        std::vector<ValueId> passed;
    };
    static Reach reachOf(const ComparedGraph &side, const std::vector<NodeId> &partner, NodeId from)
    {
        const Graph &graph = side.graph();
        Reach reach{graph.node(from).outputs[0], false, {}};
        while (!graph.value(reach.value).isOutput) {
            const auto readers = side.readersOf(graph.value(reach.value).producer);
            if (readers.size() != 1 || partner[readers[0].node] != kNone || !isPassedOver(side, readers[0].node))
                break;
            const Node &next = graph.node(readers[0].node);
            if (next.outputs.empty() || next.outputs[0] == kNone)
                break;
            reach.changesWeights |= next.opType != "Relu" && next.opType != "Clip" && next.opType != "Identity";
            reach.passed.push_back(reach.value);
            reach.value = next.outputs[0];
        }
        return reach;
    }

    void matchPair(NodeId a, NodeId b)
    {
        const Node &first = m_original.node(a), &second = m_quantized.node(b);
        if (first.outputs.empty() || second.outputs.empty() || first.outputs[0] == kNone || second.outputs[0] == kNone)
            return;
        const Reach ofA = reachOf(m_a, m_nodes.bOfA, a), ofB = reachOf(m_b, m_nodes.aOfB, b);
        note(ofA.value, m_b.realOf(ofB.value));
        // Before an activation that the range of the quantizer stands for, the result is still float.
        if (ofA.value != first.outputs[0] && !ofA.changesWeights && ofB.value == second.outputs[0] && !paramsOf(m_quantized, ofB.value))
            note(first.outputs[0], ofB.value);
        for (std::size_t i = 1; i < std::min(first.outputs.size(), second.outputs.size()); ++i)
            if (first.outputs[i] != kNone && second.outputs[i] != kNone)
                note(first.outputs[i], m_b.realOf(second.outputs[i]));
        // What was taken into the layer is nowhere in the other model, even if something there has its name.
        m_absent.insert(ofA.passed.begin(), ofA.passed.end());
        if (!ofA.changesWeights && !ofB.changesWeights)
            return matchConstants(a, b);
        for (const ComparedGraph::Operand &operand : m_a.operandsOf(a))
            if (m_a.constantOf(operand))
                m_absent.insert(m_a.sourceOf(operand.value));
    }

    void matchConstants(NodeId a, NodeId b)
    {
        const auto ofA = m_a.operandsOf(a), ofB = m_b.operandsOf(b);
        for (std::size_t i = 0; i < std::min(ofA.size(), ofB.size()); ++i) {
            const ConstantTensor *constantA = m_a.constantOf(ofA[i]), *constantB = m_b.constantOf(ofB[i]);
            // Computed from constants there, and beforehand here.
            if (const NodeId made = m_a.producerOf(ofA[i]); constantB && made != kNone && m_nodes.bOfA[made] == kNone)
                note(m_a.sourceOf(ofA[i].value), ofB[i].value);
            if (!constantA || !constantB || !(constantA->shape() == constantB->shape()))
                continue;
            const ValueId original = m_a.sourceOf(ofA[i].value);
            if (const ConstantTensor *held = m_quantized.constant(ofB[i].value); held && ofB[i].scale != kNone) {
                if (auto params = heldParams(m_quantized, ofB[i]); params && params->dtype == held->dtype())
                    m_result->params.try_emplace(m_original.value(original).name, std::move(*params));
            } else if (held && held->dtype() == DType::Int32 && i == 2) {
                if (auto params = biasParams(ofB[0], ofB[1]))
                    m_result->params.try_emplace(m_original.value(original).name, std::move(*params));
            }
            // Where one reader has the weights in float and another in integers, those in integers are compared.
            if (m_quantized.constant(ofB[i].value) && ofB[i].scale == kNone && constantB->dtype() == constantA->dtype())
                m_unchanged.emplace_back(original, ofB[i].value);
            else
                note(original, ofB[i].value);
        }
    }

    /// A bias of QLinearConv and QGemm: its scale is that of the products it is added to.
    std::optional<QuantParams> biasParams(const ComparedGraph::Operand &data, const ComparedGraph::Operand &weight) const
    {
        const auto x = heldParams(m_quantized, data), w = heldParams(m_quantized, weight);
        if (!x || !w || x->scale.size() != 1)
            return std::nullopt;
        QuantParams params;
        params.dtype = DType::Int32;
        for (const float scale : w->scale)
            params.scale.push_back(x->scale[0] * scale);
        params.zeroPoint.assign(params.scale.size(), 0);
        params.axis = params.scale.size() > 1 ? 0 : -1;
        return params;
    }

    /// Values that only their names tell: of nodes that neither structure nor node names found again.
    void matchNames()
    {
        for (ValueId id = 0; id < m_original.values().size(); ++id) {
            const Value &value = m_original.value(id);
            if (value.name.empty() || m_absent.contains(id) || (value.producer != kNone && m_nodes.bOfA[value.producer] != kNone))
                continue;
            ValueId found = m_quantized.findValue(value.name);
            if (found == kNone)
                found = m_quantized.findValue(value.name + "_quantized");
            if (found != kNone)
                note(id, m_b.realOf(found));
        }
    }

    const Graph &m_original;
    const Graph &m_quantized;
    ComparedGraph m_a, m_b;
    NodeMatching m_nodes;
    std::unordered_set<ValueId> m_absent;
    std::vector<std::pair<ValueId, ValueId>> m_unchanged;
    QuantizeResult *m_result = nullptr;
};

} // namespace

QuantizeResult matchModels(std::shared_ptr<const Model> floatModel, std::shared_ptr<const Model> quantizedModel)
{
    QuantizeResult result;
    const Graph &original = *floatModel->graph, &graph = *quantizedModel->graph;
    ValueMatcher(original, graph).match(result);
    result.model = std::move(quantizedModel);
    for (const Node &node : original.nodes()) {
        const bool isQuantized = std::any_of(node.outputs.begin(), node.outputs.end(),
            [&](ValueId output) { return output != kNone && result.params.contains(original.value(output).name); });
        result.decisions.push_back(
            {node.name, isQuantized ? Precision::Int8 : Precision::Float, NodeDecision::Cause::Rule, ErrorCode{""}, {}});
    }
    return result;
}

} // namespace halftone
