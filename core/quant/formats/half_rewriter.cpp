// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/half_rewriter.h"

#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/formats/half_form.h"
#include "core/quant/formats/rewrite.h"
#include "core/quant/new_node.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr float kLargestHalf = 65504;

class HalfRewriter
{
public:
    HalfRewriter(const TopologyContext &context, const QuantTopology &topology, QuantizeResult &result)
        : m_context(context), m_topology(topology), m_result(result), m_graph(*result.model->graph), m_builder(m_graph)
    {
    }

    Status run(Progress &progress)
    {
        HALFTONE_TRY(m_facts, inferFacts(*m_result.model, {}, progress));
        findNodes();
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (m_modes[id] == NodeMode::BFloat16)
                HALFTONE_CHECK(storeConstants(id));
            else if (m_modes[id] == NodeMode::Float16)
                makeOutputs(id);
        }
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (m_modes[id] == NodeMode::Float16)
                HALFTONE_CHECK(connectInputs(id));
        }
        auto model = std::make_shared<Model>(*m_result.model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        m_result.model = std::move(model);
        return {};
    }

private:
    void findNodes()
    {
        const Graph &original = *m_context.model.graph;
        m_modes.resize(m_graph.nodes().size(), NodeMode::Float);
        for (NodeId id = 0; id < original.nodes().size(); ++id) {
            const NodeMode mode = m_topology.modes[id];
            if ((mode != NodeMode::Float16 && mode != NodeMode::BFloat16) || m_topology.decisions[id].precision != Precision::Half)
                continue;
            if (const NodeId here = m_graph.findNode(original.node(id).name); here != kNone)
                m_modes[here] = mode;
        }
        m_half.assign(m_graph.values().size(), kNone);
    }

    bool isReal(ValueId value) const { return value != kNone && valueType(m_graph, m_facts, value) == DType::Float; }

    void add(const std::string &name, ValueId from, ValueId to, DType type)
    {
        m_builder.addNode(newNode(m_builder, name, "Cast", {from}, {to}, {{"to", static_cast<std::int64_t>(type), {}, {}, {}}}));
    }

    Result<ValueId> constantAs(ValueId value, DType type)
    {
        const std::string &name = m_graph.value(value).name;
        HALFTONE_TRY(Tensor tensor, m_graph.constant(value)->load());
        if (type == DType::Float16) {
            std::int64_t beyond = 0;
            HALFTONE_TRY(Tensor clipped, Tensor::allocateUninitialized(DType::Float, tensor.shape()));
            const auto from = tensor.as<float>();
            auto to = clipped.mutableAs<float>();
            for (std::size_t i = 0; i < from.size(); ++i) {
                const bool tooLarge = std::isfinite(from[i]) && std::fabs(from[i]) > kLargestHalf;
                beyond += tooLarge ? 1 : 0;
                to[i] = tooLarge ? std::copysign(kLargestHalf, from[i]) : from[i];
            }
            tensor = std::move(clipped);
            if (beyond > 0)
                m_result.issues.push_back(
                    {Issue::Severity::Warning, Error(errc::kBeyondHalf, {std::to_string(beyond), name}), Issue::Target::Value, name});
        }
        HALFTONE_TRY(Tensor half, castTensor(tensor, type));
        return newConstant(m_builder, name + (type == DType::Float16 ? "_float16" : "_bfloat16"), std::move(half));
    }

    /// Real outputs get a twin of 16 bits; the value itself stays where somebody else reads it.
    void makeOutputs(NodeId id)
    {
        const Node node = m_graph.node(id);
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            const ValueId output = node.outputs[i];
            if (!isReal(output) || staysFloat(node, i))
                continue;
            const Value &value = m_graph.value(output);
            const ValueId twin = m_builder.freshValue(value.name + "_float16");
            m_half[output] = twin;
            m_builder.node(id).outputs[i] = twin;
            noteRange(value.name);
            const bool readOutside = value.isOutput || m_graph.isCaptured(output)
                || std::any_of(value.consumers.begin(), value.consumers.end(), [&](const Use &use) { return !takesHalf(use); });
            if (readOutside)
                add(value.name + "_to_float", twin, output, DType::Float);
            else
                renameCounterpart(value.name, m_builder.valueInfo(twin).name);
        }
    }

    bool takesHalf(const Use &use) const
    {
        const auto inputs = halfInputs(m_graph.node(use.node));
        return m_modes[use.node] == NodeMode::Float16 && std::find(inputs.begin(), inputs.end(), use.index) != inputs.end();
    }

    /// `name` is of the graph being rewritten; float values that were held there are now held by `twin`.
    void renameCounterpart(const std::string &name, const std::string &twin)
    {
        const auto found = m_result.counterpart.find(name);
        if (found != m_result.counterpart.end() && found->second == name)
            found->second = twin;
    }

    void noteRange(const std::string &name)
    {
        const auto found = m_context.statistics->tensors.find(name);
        if (found == m_context.statistics->tensors.end())
            return;
        const float largest = std::max(-found->second.minimum, found->second.maximum);
        if (largest > kLargestHalf)
            m_result.issues.push_back({Issue::Severity::Problem, Error(errc::kActivationBeyondHalf, {name, std::to_string(largest)}),
                Issue::Target::Value, name});
    }

    Status connectInputs(NodeId id)
    {
        const Node node = m_graph.node(id);
        for (const std::size_t index : halfInputs(node)) {
            const ValueId input = node.inputs[index];
            if (!isReal(input))
                continue;
            if (m_half[input] == kNone) {
                if (isFloatConstant(m_graph, input)) {
                    HALFTONE_TRY(m_half[input], constantAs(input, DType::Float16));
                    m_result.counterpart[m_graph.value(input).name] = m_builder.valueInfo(m_half[input]).name;
                } else {
                    const std::string &name = m_graph.value(input).name;
                    m_half[input] = m_builder.freshValue(name + "_float16");
                    add(name + "_to_float16", input, m_half[input], DType::Float16);
                }
            }
            m_builder.node(id).inputs[index] = m_half[input];
        }
        return {};
    }

    Status storeConstants(NodeId id)
    {
        const Node node = m_graph.node(id);
        for (const std::size_t index : halfInputs(node)) {
            const ValueId input = node.inputs[index];
            if (input == kNone || !isFloatConstant(m_graph, input))
                continue;
            ValueId &widened = m_stored.try_emplace(input, kNone).first->second;
            if (widened == kNone) {
                const std::string &name = m_graph.value(input).name;
                HALFTONE_TRY(const ValueId stored, constantAs(input, DType::BFloat16));
                widened = m_builder.freshValue(name + "_as_float");
                add(name + "_to_float", stored, widened, DType::Float);
                m_result.counterpart[name] = m_builder.valueInfo(stored).name;
            }
            m_builder.node(id).inputs[index] = widened;
        }
        return {};
    }

    const TopologyContext &m_context;
    const QuantTopology &m_topology;
    QuantizeResult &m_result;
    const Graph &m_graph;
    GraphBuilder m_builder;
    GraphFacts m_facts;
    /// By NodeId of the graph being rewritten.
    std::vector<NodeMode> m_modes;
    /// By ValueId: its twin of 16 bits, or kNone.
    std::vector<ValueId> m_half;
    std::map<ValueId, ValueId> m_stored;
};

} // namespace

Status rewriteHalf(const TopologyContext &context, const QuantTopology &topology, QuantizeResult &result, Progress &progress)
{
    return HalfRewriter(context, topology, result).run(progress);
}

} // namespace halftone
