// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/topology.h"

#include "core/ops/exact_float_rule.h"
#include "core/ops/operator.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/formats/format_rule.h"
#include "core/quant/formats/mode_decision.h"
#include "core/quant/formats/node_modes.h"
#include "core/quant/formats/ort_forms.h"
#include "core/quant/node_matcher.h"
#include "core/quant/node_types.h"
#include "core/quant/passes/planned_fusions.h"
#include "core/quant/quantized_regions.h"
#include "core/quant/uncomputed.h"
#include "core/quant/vanishing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace halftone {

namespace {

/// Masks hold the lowest float, or a power of ten beyond anything that is computed.
constexpr float kStandsForInfinity = 1e30F;

class Planner
{
public:
    explicit Planner(const TopologyContext &context)
        : m_context(context)
        , m_graph(*context.model.graph)
        , m_matcher(context.recipe)
        , m_modes(context.recipe.format)
        , m_vanishing(m_graph)
        , m_quantizedBefore(findQuantizedNodes(m_graph))
        , m_ofDefaults(valuesOfDefaults(m_graph))
        , m_missing(dependsOn(m_graph, missingNodes(context)))
    {
        m_plan.given = givenParams(m_graph);
        m_plan.decisions.reserve(m_graph.nodes().size());
        m_plan.absorbed.resize(m_graph.nodes().size());
        m_plan.readsFloat.resize(m_graph.nodes().size());
        m_plan.modes.resize(m_graph.nodes().size(), NodeMode::Float);
        m_plan.quantized.resize(m_graph.values().size());
        m_plan.sameAs.assign(m_graph.values().size(), kNone);
        m_plan.types.assign(m_graph.values().size(), context.recipe.activations);
        m_types.assign(m_graph.nodes().size(), nodeTypes(context.recipe, NodeMode::Static));
        m_follows.assign(m_graph.nodes().size(), kNone);
        m_mayFollowReaders.resize(m_graph.nodes().size());
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
        keepForFloatReaders();
        takeChannelRanges();
        settleTypes();
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

    /// Nodes that cannot be computed here: no range is known of what depends on them.
    static std::vector<NodeId> missingNodes(const TopologyContext &context)
    {
        std::vector<NodeId> nodes = uncomputableNodes(context.model);
        for (const Issue &issue : context.statistics ? context.statistics->issues : std::vector<Issue>()) {
            const NodeId node = issue.message.code() == errc::kUncomputed ? context.model.graph->findNode(issue.targetName) : kNone;
            if (node != kNone)
                nodes.push_back(node);
        }
        return nodes;
    }

    bool hasUserRange(ValueId value) const
    {
        const TensorOverride *own = overrideOf(value);
        return own && ((own->minimum && own->maximum) || !own->scale.empty());
    }

    /// A finite range for the value can be had.
    bool hasRange(ValueId value) const
    {
        if (isConstant(value) || hasUserRange(value) || m_plan.given.contains(value))
            return true;
        if (m_ofDefaults[value] || m_missing[value] != kNone)
            return false;
        if (!m_context.statistics)
            return true;
        const TensorStatistics *statistics = statisticsOf(value);
        return statistics && statistics->finiteCount > 0;
    }

    /// Integers cannot stand for the value: it holds infinities, numbers that are meant as such, or NaN.
    bool isUnbounded(ValueId value)
    {
        if (hasUserRange(value))
            return false;
        if (const ConstantTensor *constant = m_graph.constant(value)) {
            const auto [entry, isNew] = m_unbounded.try_emplace(value, false);
            if (isNew)
                entry->second = isUnboundedConstant(*constant);
            return entry->second;
        }
        const TensorStatistics *statistics = statisticsOf(value);
        return statistics
            && (statistics->finiteCount < statistics->count
                || (statistics->finiteCount > 0 && std::max(-statistics->minimum, statistics->maximum) >= kStandsForInfinity));
    }

    static bool isUnboundedConstant(const ConstantTensor &constant)
    {
        if (constant.dtype() != DType::Float)
            return false;
        const auto tensor = constant.load();
        return tensor && std::ranges::any_of(tensor->as<float>(), [](float x) { return !(std::fabs(x) < kStandsForInfinity); });
    }

    const TensorStatistics *statisticsOf(ValueId value) const
    {
        if (!m_context.statistics)
            return nullptr;
        const auto found = m_context.statistics->tensors.find(m_graph.value(value).name);
        return found == m_context.statistics->tensors.end() ? nullptr : &found->second;
    }

    void decide(NodeId id, NodeDecision &decision)
    {
        const Node &node = m_graph.node(id);
        // Whatever the choice says of it, it reads what it read before.
        if (m_quantizedBefore[id]) {
            m_plan.readsFloat[id] = 1;
            return stayFloat(decision, Cause::Rule, errc::kStaysQuantized, {});
        }
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
        const NodeMode mode = m_modes.of(m_graph.node(id).name, originOf(m_graph.node(id).name), &because);
        m_plan.modes[id] = isStaticMode(mode) ? NodeMode::Static : mode;
        m_types[id] = nodeTypes(m_context.recipe, mode);
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
        // QLinear operators have 8 bits: what was asked for in others is left between its Q/DQ pairs.
        const QuantFormat format = mode == NodeMode::Static || mode == NodeMode::Int8 ? m_context.recipe.format.type : QuantFormat::Qdq;
        apply(id, node, ortQOperatorRule(m_context.recipe, m_graph, node, formatRule(format, node, rule)), decision);
        m_mayFollowReaders[id] = because.empty() && rule.kind == QuantRule::Kind::SameScale && decision.precision != Precision::Float;
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
        m_follows[id] = layer;
        decision.precision = Precision::Int8;
    }

    void apply(NodeId id, const Node &node, const QuantRule &rule, NodeDecision &decision)
    {
        if (rule.kind == QuantRule::Kind::Float) {
            std::vector<std::string> arguments = rule.reasonArguments;
            if (arguments.empty())
                arguments.push_back(node.opType);
            m_plan.readsFloat[id] = m_plan.readsFloat[id] || readsExact(rule);
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
        if (activations.empty() && dataIsMissing(node, decision))
            return;
        if (activations.empty())
            return stayFloat(decision, Cause::DataType, errc::kNotFloatData, {dataTypeName(node)});
        if (m_context.recipe.profile == QuantProfile::TensorRt && node.opType == "Add") {
            // TensorRT fuses sums of two layers; a constant addend is a bias, which it wants in float.
            for (const ValueId value : activations) {
                if (isConstant(value))
                    return stayFloat(decision, Cause::NoKernel, errc::kConstantAddend, {m_graph.value(value).name});
            }
        }
        std::vector<ValueId> outputs;
        const bool floatOutputs = keepsOutputsFloat(node);
        for (const int index : floatOutputs ? std::vector<int>{} : rule.outputs) {
            const auto at = static_cast<std::size_t>(index);
            if (at < node.outputs.size() && node.outputs[at] != kNone && typeOf(node.outputs[at]) == DType::Float)
                outputs.push_back(node.outputs[at]);
        }
        const ValueId data = activations.front();
        // What the model quantized already keeps its pair and gets no second one.
        if (std::erase_if(outputs, [&](ValueId value) { return isOnlyQuantized(m_graph, value); }) > 0 && !constantWeight) {
            m_plan.readsFloat[id] = 1;
            return stayFloat(decision, Cause::Rule, errc::kStaysQuantized, {});
        }
        if (m_context.recipe.profile == QuantProfile::Ort && node.opType == "Where" && !m_context.recipe.qdq.quantizeMoves) {
            // Its tool leaves a Where alone unless both values are quantized already.
            for (const ValueId value : activations) {
                if (!m_plan.quantized[value])
                    return stayFloat(decision, Cause::InputIsFloat, errc::kInputIsFloat, {m_graph.value(value).name});
            }
        }
        const bool waits = rule.kind != QuantRule::Kind::Compute || ortWaitsForInput(m_context.recipe, node);
        if (waits && !m_plan.quantized[data]) {
            // ONNX Runtime's tool quantizes what a Pad reads in any case in Q/DQ form.
            const bool pad
                = m_context.recipe.profile == QuantProfile::Ort && node.opType == "Pad" && m_context.recipe.format.type == QuantFormat::Qdq;
            const bool anyway = (m_context.recipe.qdq.quantizeMoves && rule.kind != QuantRule::Kind::Compute) || pad;
            const bool floatTable = (rule.evenIfInputIsFloat || anyway) && hasRange(data);
            if (!floatTable)
                return stayFloat(decision, Cause::InputIsFloat, errc::kInputIsFloat, {m_graph.value(data).name});
        }
        const auto lacking = [&](ValueId value) {
            if (hasRange(value))
                return false;
            whyNoRange(value, decision);
            return true;
        };
        const auto unbounded = [&](ValueId value) {
            if (isUnbounded(value))
                stayFloat(decision, Cause::NoStatistics, errc::kUnboundedValues, {m_graph.value(value).name});
            return decision.cause == Cause::NoStatistics;
        };
        for (const ValueId value : activations) {
            if (!m_plan.quantized[value] && (lacking(value) || unbounded(value)))
                return;
        }
        const bool ownRange = rule.kind != QuantRule::Kind::SameScale && !rule.fixedOutputRange;
        for (const ValueId value : outputs) {
            if ((ownRange && lacking(value)) || unbounded(value))
                return;
        }

        decision.precision = Precision::Int8;
        for (std::size_t i = 0; i < activations.size(); ++i) {
            m_plan.quantized[activations[i]] = 1;
            m_plan.reads.push_back({id, indices[i], m_types[id].activations});
        }
        for (const ValueId value : outputs) {
            m_plan.quantized[value] = 1;
            if (rule.kind == QuantRule::Kind::SameScale)
                m_plan.sameAs[value] = m_plan.root(data);
            else if (rule.fixedOutputRange)
                m_plan.fixedRanges[value] = *rule.fixedOutputRange;
        }
        if (rule.kind == QuantRule::Kind::Absorbable && !floatOutputs && canAbsorb(id, node, data))
            m_plan.absorbed[id] = 1;
        if (constantWeight)
            takeWeight(id, node, rule, data);
    }

    void whyNoRange(ValueId value, NodeDecision &decision) const
    {
        const std::string &name = m_graph.value(value).name;
        if (m_missing[value] != kNone) {
            const Node &missing = m_graph.node(m_missing[value]);
            return stayFloat(decision, Cause::NoStatistics, errc::kBehindUncomputed, {name, missing.name, missing.opType});
        }
        stayFloat(decision, Cause::NoStatistics, m_ofDefaults[value] ? errc::kReplaceable : errc::kNoStatistics, {name});
    }

    /// Where even the types of the node's inputs are unknown, because of an operator before it that is.
    bool dataIsMissing(const Node &node, NodeDecision &decision) const
    {
        const auto missing = std::ranges::find_if(
            node.inputs, [&](ValueId input) { return input != kNone && m_missing[input] != kNone && typeOf(input) == DType::Undefined; });
        if (missing == node.inputs.end())
            return false;
        whyNoRange(*missing, decision);
        return true;
    }

    void takeWeight(NodeId id, const Node &node, const QuantRule &rule, ValueId data)
    {
        const ValueId weight = inputOf(node, rule.weight->input);
        const TensorOverride *own = overrideOf(weight);
        const DType type = own && own->dtype ? *own->dtype : m_types[id].weights;
        m_plan.weights.push_back({weight, id, rule.weight->input, rule.weight->channelAxis, type});
        const ValueId bias = rule.bias >= 0 ? inputOf(node, rule.bias) : kNone;
        if (bias != kNone && isConstant(bias) && typeOf(bias) == DType::Float)
            m_plan.biases.push_back({bias, id, rule.bias, data, weight, m_types[id].activations});
    }

    /// The producer's saturation does what the Relu or Clip does: quantization-semantics.md, "Ranges adjusted".
    bool canAbsorb(NodeId, const Node &node, ValueId input) const
    {
        const Value &value = m_graph.value(input);
        if (m_context.recipe.qdq.keepActivations || m_context.recipe.symmetricActivations || value.consumers.size() != 1 || value.isOutput
            || value.producer == kNone || m_plan.sameAs[input] != kNone || m_plan.decisions[value.producer].precision != Precision::Int8
            || m_plan.absorbed[value.producer] || m_context.recipe.tensors.contains(m_graph.value(node.outputs[0]).name)
            || isAlwaysZero(node.outputs[0]))
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

    /// A range of nothing but 0 has no end that values saturate at.
    bool isAlwaysZero(ValueId value) const
    {
        const TensorStatistics *statistics = m_context.recipe.profile == QuantProfile::Ort ? nullptr : statisticsOf(value);
        return statistics && statistics->finiteCount > 0 && statistics->minimum == 0 && statistics->maximum == 0;
    }

    const TensorOverride *overrideOf(ValueId value) const
    {
        const auto found = m_context.recipe.tensors.find(m_graph.value(value).name);
        return found == m_context.recipe.tensors.end() ? nullptr : &found->second;
    }

    bool keepsOutputsFloat(const Node &node) const
    {
        const auto &types = m_context.recipe.qdq.floatOutputs;
        return std::ranges::find(types, node.opType) != types.end();
    }

    bool isStatic(NodeId id) const { return m_plan.modes[id] == NodeMode::Static && m_plan.decisions[id].precision != Precision::Float; }

    /// Who reads the exact value needs the Relu that saturation would replace for the others only.
    void keepForFloatReaders()
    {
        for (NodeId id = 0; id < m_plan.absorbed.size(); ++id) {
            if (!m_plan.absorbed[id])
                continue;
            const Value &result = m_graph.value(m_graph.node(id).outputs[0]);
            // Where each reader has its pair, whoever is none reads the exact value.
            const bool bare = m_context.recipe.qdq.dedicatedPairs && result.consumers.size() > 1;
            const auto exact = [&](const Use &use) {
                if (use.isCapture())
                    return true;
                const std::string &reader = m_graph.node(use.node).opType;
                return !isStatic(use.node) && (bare || m_plan.readsFloat[use.node]) && reader != "Shape" && reader != "Size";
            };
            if ((bare && result.isOutput) || std::ranges::any_of(result.consumers, exact))
                m_plan.absorbed[id] = 0;
        }
    }

    /// Where the node that algorithms keep float is not in some other mode by the user's word.
    void takeChannelRanges()
    {
        if (!m_context.channelRanges)
            return;
        for (const auto &[name, ranges] : *m_context.channelRanges) {
            const ValueId id = m_graph.findValue(name);
            const NodeId producer = id == kNone ? kNone : m_graph.value(id).producer;
            if (producer == kNone || m_plan.decisions[producer].cause != Cause::Algorithm || m_plan.quantized[id])
                continue;
            m_plan.quantized[id] = 1;
            m_plan.channelRanges[id] = &ranges;
        }
    }

    DType typeOfRead(ValueId value, NodeId reader) const
    {
        if (const auto given = m_plan.given.find(m_plan.root(value)); given != m_plan.given.end())
            return given->second.dtype;
        const TensorOverride *own = overrideOf(m_plan.root(value));
        if (own && own->convert) {
            const auto &nodes = own->convert->nodes;
            const std::string &name = m_graph.node(reader).name;
            const bool named = std::ranges::find(nodes, name) != nodes.end() || std::ranges::find(nodes, originOf(name)) != nodes.end();
            if (nodes.empty() || named)
                return own->convert->dtype;
        }
        return own && own->dtype ? *own->dtype : m_types[reader].activations;
    }

    /// Nodes that only move values take the type that all their readers want.
    void followReaders()
    {
        std::unordered_map<ValueId, std::vector<NodeId>> readers;
        for (const auto &read : m_plan.reads)
            readers[m_graph.node(read.node).inputs[read.index]].push_back(read.node);
        for (NodeId id = static_cast<NodeId>(m_graph.nodes().size()); id-- > 0;) {
            if (!m_mayFollowReaders[id])
                continue;
            std::vector<DType> wanted;
            for (const ValueId output : m_graph.node(id).outputs) {
                for (const NodeId reader : readers[output])
                    wanted.push_back(m_types[reader].activations);
            }
            if (!wanted.empty() && std::ranges::all_of(wanted, [&](DType type) { return type == wanted.front(); }))
                m_types[id].activations = wanted.front();
        }
    }

    void settleTypes()
    {
        followReaders();
        for (auto &read : m_plan.reads)
            read.dtype = typeOfRead(m_graph.node(read.node).inputs[read.index], read.node);
        for (auto &bias : m_plan.biases)
            bias.dtype = typeOfRead(bias.activation, bias.node);
        for (ValueId id = 0; id < m_plan.quantized.size(); ++id) {
            if (!m_plan.quantized[id])
                continue;
            const TensorOverride *own = overrideOf(m_plan.root(id));
            const NodeId producer = m_graph.value(id).producer;
            const auto given = m_plan.given.find(m_plan.root(id));
            if (given != m_plan.given.end())
                m_plan.types[id] = given->second.dtype;
            else if (own && own->dtype)
                m_plan.types[id] = *own->dtype;
            else if (producer != kNone && isStatic(producer))
                m_plan.types[id] = m_types[m_follows[producer] == kNone ? producer : m_follows[producer]].activations;
        }
        std::vector<DType> weights(m_plan.decisions.size(), DType::Int8);
        for (const auto &weight : m_plan.weights)
            weights[weight.node] = weight.dtype;
        for (NodeId id = 0; id < m_plan.decisions.size(); ++id) {
            if (!isStatic(id))
                continue;
            if (m_follows[id] != kNone)
                m_plan.decisions[id].precision = m_plan.decisions[m_follows[id]].precision;
            else if (dtypeBits(m_types[id].activations) == 16)
                m_plan.decisions[id].precision = Precision::Int16;
            else if (dtypeBits(weights[id]) == 4)
                m_plan.decisions[id].precision = Precision::Int4Weights;
        }
    }

    static ValueId inputOf(const Node &node, int index)
    {
        const auto at = static_cast<std::size_t>(index);
        return at < node.inputs.size() ? node.inputs[at] : kNone;
    }
    DType typeOf(ValueId value) const
    {
        const DType type = valueType(m_graph, m_context.facts, value);
        // Who gives a range for a value that nothing is known of says that it is real.
        return type == DType::Undefined && hasUserRange(value) ? DType::Float : type;
    }
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
    /// By NodeId.
    std::vector<char> m_quantizedBefore;
    /// By ValueId: see valuesOfDefaults() and dependsOn().
    std::vector<char> m_ofDefaults;
    std::vector<NodeId> m_missing;
    PlannedFusions m_fusions;
    std::unordered_map<std::string, std::unordered_map<std::string, const Operator *>> m_operators;
    QuantTopology m_plan;
    /// Constants that were looked at.
    std::unordered_map<ValueId, bool> m_unbounded;
    /// By NodeId: of static nodes.
    std::vector<NodeTypes> m_types;
    /// By NodeId: moves values, and the user said nothing of its type.
    std::vector<char> m_mayFollowReaders;
    /// By NodeId: the node that it will be merged into.
    std::vector<NodeId> m_follows;
};

} // namespace

ValueId QuantTopology::root(ValueId value) const
{
    while (sameAs[value] != kNone)
        value = sameAs[value];
    return value;
}

bool QuantTopology::uses(int bits) const
{
    const auto has = [bits](const auto &each) { return dtypeBits(each.dtype) == bits; };
    if (std::ranges::any_of(weights, has) || std::ranges::any_of(reads, has))
        return true;
    for (ValueId id = 0; id < quantized.size(); ++id) {
        if (quantized[id] && dtypeBits(types[id]) == bits)
            return true;
    }
    return false;
}

QuantTopology planTopology(const TopologyContext &context) { return Planner(context).plan(); }

std::vector<NodeDecision> decideNodes(const Model &model, const GraphFacts &facts, const Recipe &recipe)
{
    return planTopology({model, facts, effectiveRecipe(recipe), nullptr, nullptr}).decisions;
}

} // namespace halftone
