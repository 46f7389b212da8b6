// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/sensitive_nodes.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace halftone {

namespace {

class SensitiveFinder
{
public:
    SensitiveFinder(const Graph &graph, FloatNodes &nodes) : m_graph(graph), m_nodes(nodes) { }

    void run()
    {
        for (const Node &node : m_graph.nodes()) {
            if (node.opType == "Softmax" && keepScores(node.inputs[0]))
                keep(node);
            if (isNorm(node)) {
                keep(node);
                keepSum(node.inputs[0]);
            }
        }
        keepPooling();
    }
    int count() const { return m_count; }
    const std::set<std::string> &types() const { return m_types; }

private:
    static bool isNorm(const Node &node)
    {
        return node.opType == "LayerNormalization" || node.opType == "SkipLayerNormalization" || node.opType == "RMSNormalization"
            || node.opType == "SimplifiedLayerNormalization" || node.opType == "SkipSimplifiedLayerNormalization";
    }

    void keep(const Node &node)
    {
        if (!m_nodes.try_emplace(node.name, FloatReason{errc::kIsSensitive, {node.opType}}).second)
            return;
        ++m_count;
        m_types.insert(node.opType);
    }

    const Node *producer(ValueId value) const
    {
        const NodeId id = value == kNone ? kNone : m_graph.value(value).producer;
        return id == kNone ? nullptr : &m_graph.node(id);
    }

    /// Whether `value` holds attention scores: a product of two activations, perhaps scaled and masked. Keeps what lies between.
    bool keepScores(ValueId value)
    {
        const Node *node = producer(value);
        if (!node)
            return false;
        if (node->opType == "MatMul" || node->opType == "Einsum")
            return !m_graph.constant(node->inputs[0]) && !m_graph.constant(node->inputs[1]);
        const bool between = node->opType == "Add" || node->opType == "Sub" || node->opType == "Mul" || node->opType == "Div"
            || node->opType == "Where" || node->opType == "Reshape";
        if (!between)
            return false;
        bool found = false;
        for (const ValueId input : node->inputs)
            found = (input != kNone && keepScores(input)) || found;
        if (found)
            keep(*node);
        return found;
    }

    static bool isLayer(const Node &node)
    {
        return node.opType == "MatMul" || node.opType == "Gemm" || node.opType == "Conv" || node.opType == "ConvTranspose"
            || node.opType == "Attention" || node.opType == "Einsum" || node.opType == "LSTM" || node.opType == "GRU";
    }

    /// What comes between the last normalization and an output without another layer (pooling of tokens): a few operations whose
    /// rounding nothing averages out.
    void keepPooling()
    {
        const auto &nodes = m_graph.nodes();
        std::vector<char> leadsOut(nodes.size());
        for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
            bool only = !isLayer(nodes[id]);
            for (const ValueId output : nodes[id].outputs) {
                if (output == kNone)
                    continue;
                for (const Use &use : m_graph.value(output).consumers)
                    only = only && leadsOut[use.node];
            }
            leadsOut[id] = only;
        }
        std::vector<char> follows(nodes.size());
        for (NodeId id = 0; id < nodes.size(); ++id) {
            bool after = false;
            for (const ValueId input : nodes[id].inputs) {
                const NodeId from = input == kNone ? kNone : m_graph.value(input).producer;
                after = after || (from != kNone && (follows[from] || (leadsOut[from] && isNorm(nodes[from]))));
            }
            follows[id] = after && leadsOut[id];
            if (follows[id])
                keep(nodes[id]);
        }
    }

    void keepSum(ValueId value)
    {
        const Node *node = producer(value);
        if (!node || node->opType != "Add")
            return;
        keep(*node);
        // An Add may hold the bias of a MatMul between the residual sum and the product.
        for (const ValueId input : node->inputs) {
            const Node *inner = producer(input);
            if (inner && inner->opType == "Add")
                keep(*inner);
        }
    }

    const Graph &m_graph;
    FloatNodes &m_nodes;
    int m_count = 0;
    std::set<std::string> m_types;
};

bool isMasked(const Statistics &statistics, const std::string &name)
{
    const auto found = statistics.tensors.find(name);
    if (found == statistics.tensors.end() || found->second.finiteCount == 0)
        return false;
    return found->second.minimum <= -kMaskMagnitude || found->second.maximum >= kMaskMagnitude;
}

} // namespace

void findMasks(const Model &model, const Statistics &statistics, FloatNodes &nodes, std::vector<Issue> &issues)
{
    const Graph &graph = *model.graph;
    std::string first;
    int count = 0;
    for (const Node &node : graph.nodes()) {
        const std::string *masked = nullptr;
        for (const auto *values : {&node.inputs, &node.outputs}) {
            for (const ValueId value : *values) {
                if (!masked && value != kNone && isMasked(statistics, graph.value(value).name))
                    masked = &graph.value(value).name;
            }
        }
        if (!masked)
            continue;
        count += nodes.try_emplace(node.name, FloatReason{errc::kTouchesMask, {*masked}}).second ? 1 : 0;
        if (first.empty())
            first = *masked;
    }
    if (count == 0)
        return;
    const TensorStatistics &seen = statistics.tensors.at(first);
    const float extreme = seen.minimum <= -kMaskMagnitude ? seen.minimum : seen.maximum;
    issues.push_back(
        {Issue::Severity::Info, Error(errc::kMaskFound, {std::to_string(count), first, figureText(extreme)}), Issue::Target::Value, first});
}

void findSensitive(const Model &model, FloatNodes &nodes, std::vector<Issue> &issues)
{
    SensitiveFinder finder(*model.graph, nodes);
    finder.run();
    if (finder.count() == 0)
        return;
    std::string types;
    for (const std::string &type : finder.types())
        types += (types.empty() ? "" : ", ") + type;
    issues.push_back(
        {Issue::Severity::Info, Error(errc::kSensitiveFound, {std::to_string(finder.count()), types}), Issue::Target::None, {}});
}

} // namespace halftone
