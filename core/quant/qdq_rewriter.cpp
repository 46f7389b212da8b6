// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq_rewriter.h"

#include "core/quant/activation_params.h"
#include "core/quant/qdq/qdq_activations.h"
#include "core/quant/qdq/qdq_biases.h"

namespace halftone {

namespace {

class QdqRewriter
{
public:
    QdqRewriter(const TopologyContext &context, QuantTopology topology) : m_state(context, std::move(topology)), m_activations(m_state) { }

    Result<QuantizeResult> run(Progress &progress)
    {
        HALFTONE_TRY(const auto params, activationParams(m_state.context, m_state.topology, m_state.result.issues));
        for (const auto &[root, found] : params)
            m_state.params[{root, found.dtype}] = found;
        absorbNodes();
        QdqWeights weights(m_state);
        HALFTONE_CHECK(weights.quantizeWeights(progress));
        HALFTONE_CHECK(QdqBiases(m_state, weights).quantizeBiases());
        HALFTONE_CHECK(m_activations.connectReads());
        m_activations.connectFloatNodes();
        m_activations.connectOutputs();
        fillCounterparts();
        auto model = std::make_shared<Model>(m_state.context.model);
        HALFTONE_TRY(model->graph, std::move(m_state.builder).finish());
        if (!m_state.domain.empty())
            model->opsets.try_emplace(m_state.domain, 1);
        model->path.clear();
        model->fileBytes = 0;
        m_state.result.model = std::move(model);
        m_state.result.decisions = std::move(m_state.topology.decisions);
        return std::move(m_state.result);
    }

private:
    void absorbNodes()
    {
        for (NodeId id = 0; id < m_state.topology.absorbed.size(); ++id) {
            if (!m_state.topology.absorbed[id])
                continue;
            const Node &node = m_state.graph.node(id);
            const Value &between = m_state.graph.value(node.inputs[0]);
            m_state.builder.node(between.producer).outputs[between.producerIndex] = node.outputs[0];
            m_state.topology.quantized[node.inputs[0]] = 0;
            m_state.builder.removeNode(id);
            m_absorbedValues.insert(node.inputs[0]);
        }
    }

    void fillCounterparts()
    {
        for (ValueId id = 0; id < m_state.graph.values().size(); ++id) {
            const std::string &name = m_state.nameOf(id);
            if (name.empty() || m_absorbedValues.contains(id) || m_state.result.counterpart.contains(name))
                continue;
            m_state.result.counterpart[name]
                = m_activations.twins()[id] == kNone ? name : m_state.builder.valueInfo(m_activations.twins()[id]).name;
        }
    }

    QdqState m_state;
    QdqActivations m_activations;
    std::set<ValueId> m_absorbedValues;
};

} // namespace

Result<QuantizeResult> rewriteQdq(const TopologyContext &context, QuantTopology topology, Progress &progress)
{
    return QdqRewriter(context, std::move(topology)).run(progress);
}

} // namespace halftone
