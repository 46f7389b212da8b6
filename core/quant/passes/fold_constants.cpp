// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/bodies.h"
#include "core/model/graph_builder.h"
#include "core/ops/fact.h"
#include "core/ops/kernel_context.h"
#include "core/ops/operator.h"
#include "core/quant/passes/pass.h"

#include <unordered_map>

namespace halftone {

namespace {

/// Results larger than this and than their inputs stay computed: a ConstantOfShape of gigabytes is no better as data.
constexpr std::int64_t kLargestGrowth = 1 << 20;

bool mayFold(const Node &node)
{
    if (node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear" || node.opType.starts_with("Random")
        || node.opType == "Bernoulli" || node.opType == "Multinomial")
        return false;
    return !holdsBodies(node);
}

class Folder
{
public:
    Folder(const PassState &state, const GraphFacts &facts)
        : m_model(state.model), m_graph(*state.model.graph), m_facts(facts), m_builder(m_graph)
    {
    }

    Result<int> run(Progress &progress)
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            if (foldConstantNode(id) || foldFromFacts(id) || foldByRunning(id)) {
                m_builder.removeNode(id);
                ++m_changes;
            }
        }
        if (m_changes > 0)
            removeDead();
        return m_changes;
    }

    Result<std::shared_ptr<const Graph>> graph() && { return std::move(m_builder).finish(); }

private:
    bool foldConstantNode(NodeId id)
    {
        const Node &node = m_graph.node(id);
        if (node.opType != "Constant" || node.outputs.size() != 1 || m_graph.value(node.outputs[0]).isOutput)
            return false;
        const ConstantTensor *constant = m_graph.constant(node.outputs[0]);
        if (!constant || constant->dtype() == DType::String)
            return false;
        m_builder.setInitializer(node.outputs[0], *constant);
        return true;
    }

    bool foldFromFacts(NodeId id)
    {
        const Node &node = m_graph.node(id);
        if (!mayFold(node) || node.outputs.empty())
            return false;
        for (const ValueId output : node.outputs) {
            if (output == kNone || output >= m_facts.values.size() || !m_facts.values[output].constant)
                return false;
        }
        for (const ValueId output : node.outputs)
            keep(output, *m_facts.values[output].constant);
        return true;
    }

    bool foldByRunning(NodeId id)
    {
        const Node &node = m_graph.node(id);
        if (!mayFold(node) || node.inputs.empty())
            return false;
        const Operator *op = findOperator(node.domain, node.opType);
        if (!op)
            return false;
        std::vector<RuntimeValue> inputs;
        std::int64_t inputBytes = 0;
        for (const ValueId input : node.inputs) {
            if (input == kNone) {
                inputs.emplace_back();
                continue;
            }
            const bool isOwn = input < m_graph.values().size();
            if (isOwn && m_graph.isReplaceable(input))
                return false;
            const ConstantTensor *constant = m_builder.initializer(input) ? m_builder.initializer(input) : m_graph.constant(input);
            if (!constant)
                return false;
            auto tensor = constant->load();
            if (!tensor)
                return false;
            inputBytes += constant->bytes();
            inputs.emplace_back(std::move(*tensor));
        }
        const auto refuse = [](const Graph &, std::vector<RuntimeValue>) -> Result<std::vector<RuntimeValue>> {
            return Error(errc::kUnsupportedCase, {"subgraph", "constant folding"});
        };
        KernelContext context({node, m_model.opset(node.domain), &m_graph}, std::move(inputs), refuse);
        if (!op->compute(context))
            return false;
        const auto outputs = std::move(context).takeOutputs();
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            if (node.outputs[i] == kNone)
                continue;
            if (i >= outputs.size() || !outputs[i].isTensor() || outputs[i].tensor().dtype() == DType::String
                || static_cast<std::int64_t>(outputs[i].tensor().bytes()) > std::max(kLargestGrowth, inputBytes))
                return false;
        }
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            if (node.outputs[i] != kNone)
                keep(node.outputs[i], outputs[i].tensor());
        }
        return true;
    }

    void keep(ValueId value, Tensor tensor) { m_builder.setInitializer(value, ConstantTensor(std::move(tensor))); }

    /// Nodes whose results nobody reads any more, last first.
    void removeDead()
    {
        std::vector<std::uint32_t> uses(m_graph.values().size());
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (m_builder.isRemoved(id))
                continue;
            for (const ValueId input : m_graph.node(id).inputs) {
                if (input != kNone)
                    ++uses[input];
            }
        }
        for (NodeId id = static_cast<NodeId>(m_graph.nodes().size()); id-- > 0;) {
            const Node &node = m_graph.node(id);
            if (m_builder.isRemoved(id) || node.outputs.empty())
                continue;
            bool needed = false;
            for (const ValueId output : node.outputs)
                needed = needed || (output != kNone && (uses[output] > 0 || m_graph.value(output).isOutput || m_graph.isCaptured(output)));
            if (needed)
                continue;
            m_builder.removeNode(id);
            for (const ValueId input : node.inputs) {
                if (input != kNone)
                    --uses[input];
            }
        }
    }

    const Model &m_model;
    const Graph &m_graph;
    const GraphFacts &m_facts;
    GraphBuilder m_builder;
    int m_changes = 0;
};

} // namespace

Result<int> foldConstants(PassState &state, Progress &progress)
{
    HALFTONE_TRY(const GraphFacts facts, inferFacts(state.model, {}, progress));
    Folder folder(state, facts);
    HALFTONE_TRY(const int changes, folder.run(progress));
    if (changes == 0)
        return 0;
    HALFTONE_TRY(state.model.graph, std::move(folder).graph());
    return changes;
}

} // namespace halftone
