// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/topology.h"

#include "core/ops/operator.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/formats/format_rule.h"
#include "core/quant/formats/mode_decision.h"
#include "core/quant/formats/node_modes.h"
#include "core/quant/node_matcher.h"
#include "core/quant/passes/planned_fusions.h"
#include "core/quant/vanishing.h"

#include <limits>
#include <unordered_map>

namespace halftone {

namespace {

class Planner
{
public:
    explicit Planner(const TopologyContext &context)
        : m_context(context), m_graph(*context.model.graph), m_matcher(context.recipe), m_modes(context.recipe.format), m_vanishing(m_graph)
    {
        m_plan.decisions.reserve(m_graph.nodes().size());
        m_plan.absorbed.resize(m_graph.nodes().size());
        m_plan.readsFloat.resize(m_graph.nodes().size());
        m_plan.modes.resize(m_graph.nodes().size(), NodeMode::Float);
        m_plan.quantized.resize(m_graph.values().size());
        m_plan.sameAs.assign(m_graph.values().size(), kNone);
        // As with what vanishes: when it comes to rewriting, preprocessing has done its work.
        if (!context.statistics)
            m_fusions = planFusions(context.model, context.facts, context.recipe.preprocess);
    }

    QuantTopology plan() &&
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            m_plan.decisions.push_back({m_graph.node(id).name, Precision::Float, NodeDecision::Cause::Rule, ErrorCode{""}, {}});
            decide(id, m_plan.decisions.back());
        }
        return std::move(m_plan);
    }

private:
    using Cause = NodeDecision::Cause;

    static void stayFloat(NodeDecision &decision, Cause cause, ErrorCode reason, std::vector<std::string> arguments)
    {
        decision.cause = cause;
        decision.reason = reason;
        decision.reasonArguments = std::move(arguments);
    }

    const std::string &originOf(const std::string &name) const
    {
        if (!m_context.origin)
            return name;
        const auto found = m_context.origin->find(name);
        return found == m_context.origin->end() ? name : found->second;
    }

    const Operator *operatorOf(const Node &node)
    {
        // Graphs repeat few operators many times; the last hit of each type saves the registry's look-up.
        auto &byType = m_operators[node.domain];
        const auto found = byType.find(node.opType);
        if (found != byType.end())
            return found->second;
        return byType.emplace(node.opType, findOperator(node.domain, node.opType)).first->second;
    }

    bool isConstant(ValueId value) const { return m_graph.constant(value) != nullptr; }

    /// A finite range for the value can be had.
    bool hasRange(ValueId value) const
    {
        if (!m_context.statistics || isConstant(value))
            return true;
        const std::string &name = m_graph.value(value).name;
        const auto user = m_context.recipe.tensors.find(name);
        if (user != m_context.recipe.tensors.end() && user->second.minimum && user->second.maximum)
            return true;
        const auto found = m_context.statistics->tensors.find(name);
        return found != m_context.statistics->tensors.end() && found->second.finiteCount > 0;
    }

    void decide(NodeId id, NodeDecision &decision)
    {
        const Node &node = m_graph.node(id);
        std::string because;
        const auto verdict = m_matcher.judge(node.name, originOf(node.name), node.opType, &because);
        if (verdict == NodeMatcher::Verdict::Excluded) {
            m_plan.readsFloat[id] = m_context.recipe.excludeMeansFloatIn;
            return stayFloat(decision, Cause::ExcludedByUser, errc::kExcludedByUser, {std::move(because)});
        }
        if (verdict == NodeMatcher::Verdict::NotIncluded) {
            m_plan.readsFloat[id] = m_context.recipe.excludeMeansFloatIn;
            return stayFloat(decision, Cause::NotIncluded, errc::kNotIncluded, {});
        }
        if (m_vanishing.isConstant(id))
            return stayFloat(decision, Cause::Constant, errc::kConstantResult, {});
        // What preprocessing left standing when it comes to rewriting stays.
        const ValueId source = m_context.statistics ? kNone : m_vanishing.follows(id);
        if (source != kNone)
            return follow(id, source, decision);
        if (const auto part = m_fusions.partOf.find(id); part != m_fusions.partOf.end())
            return stayFloat(
                decision, Cause::Rule, errc::kPartOfFused, {m_graph.node(part->second).name, m_fusions.nodes.at(part->second).opType});
        const auto fused = m_fusions.nodes.find(id);
        decideAs(id, fused == m_fusions.nodes.end() ? node : fused->second, decision);
    }

    void decideAs(NodeId id, const Node &node, NodeDecision &decision)
    {
        std::string because;
        m_plan.modes[id] = m_modes.of(m_graph.node(id).name, originOf(m_graph.node(id).name), &because);
        if (m_plan.modes[id] != NodeMode::Static) {
            m_plan.readsFloat[id] = m_context.recipe.excludeMeansFloatIn;
            return decideMode(m_plan.modes[id], m_context.recipe.format, because, m_graph, m_context.facts, node, decision);
        }
        // A node that the user named keeps the mode that was named.
        const bool decided = because.empty() && m_context.floatNodes;
        if (const auto found = decided ? m_context.floatNodes->find(node.name) : FloatNodes::const_iterator();
            decided && found != m_context.floatNodes->end()) {
            m_plan.readsFloat[id] = m_context.recipe.excludeMeansFloatIn;
            return stayFloat(decision, Cause::Algorithm, found->second.code, found->second.arguments);
        }
        const Operator *op = operatorOf(node);
        if (!op)
            return stayFloat(decision, Cause::NoKernel, errc::kUnknownOperatorFloat, {node.opType});
        const QuantRule rule = op->quantRule({node, m_context.model.opset(node.domain), &m_graph});
        apply(id, node, formatRule(m_context.recipe.format.type, node, rule), decision);
    }

    /// Preprocessing will merge the node into the producer of `source` or drop it.
    void follow(NodeId id, ValueId source, NodeDecision &decision)
    {
        const Node &node = m_graph.node(id);
        const NodeId layer = m_graph.value(source).producer;
        if (layer != kNone && m_plan.modes[layer] != NodeMode::Static && m_plan.decisions[layer].precision != Precision::Float) {
            decision.precision = m_plan.decisions[layer].precision;
            m_plan.modes[id] = m_plan.modes[layer];
            return;
        }
        if (!m_plan.quantized[source])
            return stayFloat(decision, Cause::InputIsFloat, errc::kInputIsFloat, {m_graph.value(source).name});
        m_plan.quantized[node.outputs[0]] = 1;
        m_plan.modes[id] = NodeMode::Static;
        decision.precision = Precision::Int8;
    }

    void apply(NodeId id, const Node &node, const QuantRule &rule, NodeDecision &decision)
    {
        if (rule.kind == QuantRule::Kind::Float) {
            std::vector<std::string> arguments = rule.reasonArguments;
            if (arguments.empty())
                arguments.push_back(node.opType);
            return stayFloat(decision, Cause::NoKernel, rule.reason, std::move(arguments));
        }
        std::vector<ValueId> activations;
        std::vector<std::uint32_t> indices;
        for (const int index : rule.activations) {
            const auto input = inputOf(node, index);
            if (input != kNone && typeOf(input) == DType::Float) {
                activations.push_back(input);
                indices.push_back(static_cast<std::uint32_t>(index));
            }
        }
        bool constantWeight = false;
        if (rule.weight) {
            const ValueId weight = inputOf(node, rule.weight->input);
            constantWeight = weight != kNone && isConstant(weight);
            if (weight != kNone && !constantWeight) {
                activations.push_back(weight);
                indices.push_back(static_cast<std::uint32_t>(rule.weight->input));
            }
        }
        if (activations.empty())
            return stayFloat(decision, Cause::DataType, errc::kNotFloatData, {dataTypeName(node)});
        std::vector<ValueId> outputs;
        for (const int index : rule.outputs) {
            const auto at = static_cast<std::size_t>(index);
            if (at < node.outputs.size() && node.outputs[at] != kNone && typeOf(node.outputs[at]) == DType::Float)
                outputs.push_back(node.outputs[at]);
        }
        const ValueId data = activations.front();
        if (m_context.recipe.profile == QuantProfile::Ort && node.opType == "Where") {
            // Its tool leaves a Where alone unless both values are quantized already.
            for (const ValueId value : activations) {
                if (!m_plan.quantized[value])
                    return stayFloat(decision, Cause::InputIsFloat, errc::kInputIsFloat, {m_graph.value(value).name});
            }
        }
        if (rule.kind != QuantRule::Kind::Compute && !m_plan.quantized[data]) {
            // ONNX Runtime's tool quantizes what a Pad reads in any case.
            const bool anyway = m_context.recipe.profile == QuantProfile::Ort && node.opType == "Pad";
            const bool floatTable = (rule.evenIfInputIsFloat || anyway) && hasRange(data);
            if (!floatTable)
                return stayFloat(decision, Cause::InputIsFloat, errc::kInputIsFloat, {m_graph.value(data).name});
        }
        const auto lacking = [&](ValueId value) {
            if (hasRange(value))
                return false;
            stayFloat(decision, Cause::NoStatistics, errc::kNoStatistics, {m_graph.value(value).name});
            return true;
        };
        for (const ValueId value : activations) {
            if (!m_plan.quantized[value] && lacking(value))
                return;
        }
        if (rule.kind != QuantRule::Kind::SameScale && !rule.fixedOutputRange) {
            for (const ValueId value : outputs) {
                if (lacking(value))
                    return;
            }
        }

        decision.precision = Precision::Int8;
        for (std::size_t i = 0; i < activations.size(); ++i) {
            m_plan.quantized[activations[i]] = 1;
            m_plan.reads.push_back({id, indices[i]});
        }
        for (const ValueId value : outputs) {
            m_plan.quantized[value] = 1;
            if (rule.kind == QuantRule::Kind::SameScale)
                m_plan.sameAs[value] = m_plan.root(data);
            else if (rule.fixedOutputRange)
                m_plan.fixedRanges[value] = *rule.fixedOutputRange;
        }
        if (rule.kind == QuantRule::Kind::Absorbable && canAbsorb(id, node, data))
            m_plan.absorbed[id] = 1;
        if (constantWeight)
            takeWeight(id, node, rule, data);
    }

    void takeWeight(NodeId id, const Node &node, const QuantRule &rule, ValueId data)
    {
        const ValueId weight = inputOf(node, rule.weight->input);
        m_plan.weights.push_back({weight, id, rule.weight->input, rule.weight->channelAxis});
        const ValueId bias = rule.bias >= 0 ? inputOf(node, rule.bias) : kNone;
        if (bias != kNone && isConstant(bias) && typeOf(bias) == DType::Float)
            m_plan.biases.push_back({bias, id, rule.bias, data, weight});
    }

    /// The producer's saturation does what the Relu or Clip does: quantization-semantics.md, "Ranges adjusted".
    bool canAbsorb(NodeId, const Node &node, ValueId input) const
    {
        const Value &value = m_graph.value(input);
        if (m_context.recipe.symmetricActivations || value.consumers.size() != 1 || value.isOutput || value.producer == kNone
            || m_plan.sameAs[input] != kNone || m_plan.decisions[value.producer].precision != Precision::Int8
            || m_plan.absorbed[value.producer] || m_context.recipe.tensors.contains(m_graph.value(node.outputs[0]).name))
            return false;
        if (node.opType != "Clip")
            return true;
        const auto bound = [&](std::size_t index, const char *attribute, float fallback) -> std::optional<float> {
            if (m_context.model.opset() < 11)
                return node.floatAttribute(attribute, fallback);
            if (index >= node.inputs.size() || node.inputs[index] == kNone)
                return fallback;
            const ConstantTensor *constant = m_graph.constant(node.inputs[index]);
            if (!constant || constant->dtype() != DType::Float || constant->count() != 1)
                return std::nullopt;
            const auto tensor = constant->load();
            return tensor ? std::optional(tensor->as<float>()[0]) : std::nullopt;
        };
        const auto low = bound(1, "min", -std::numeric_limits<float>::max());
        const auto high = bound(2, "max", std::numeric_limits<float>::max());
        return low && high && *low <= 0 && *high >= 0;
    }

    static ValueId inputOf(const Node &node, int index)
    {
        const auto at = static_cast<std::size_t>(index);
        return at < node.inputs.size() ? node.inputs[at] : kNone;
    }
    DType typeOf(ValueId value) const { return valueType(m_graph, m_context.facts, value); }
    std::string dataTypeName(const Node &node) const
    {
        for (const ValueId input : node.inputs) {
            if (input != kNone)
                return std::string(dtypeName(typeOf(input)));
        }
        return {};
    }

    const TopologyContext &m_context;
    const Graph &m_graph;
    NodeMatcher m_matcher;
    NodeModes m_modes;
    Vanishing m_vanishing;
    PlannedFusions m_fusions;
    std::unordered_map<std::string, std::unordered_map<std::string, const Operator *>> m_operators;
    QuantTopology m_plan;
};

} // namespace

ValueId QuantTopology::root(ValueId value) const
{
    while (sameAs[value] != kNone)
        value = sameAs[value];
    return value;
}

QuantTopology planTopology(const TopologyContext &context) { return Planner(context).plan(); }

std::vector<NodeDecision> decideNodes(const Model &model, const GraphFacts &facts, const Recipe &recipe)
{
    return planTopology({model, facts, recipe, nullptr, nullptr}).decisions;
}

} // namespace halftone
