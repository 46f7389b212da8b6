// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/sensitive_nodes.h"

#include "core/ops/operator.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace halftone {

namespace {

class SensitiveFinder
{
public:
    SensitiveFinder(const Model &model, FloatNodes &nodes) : m_model(model), m_graph(*model.graph), m_nodes(nodes) { }

    void run()
    {
        std::vector<NodeId> found;
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            const Node &node = m_graph.node(id);
            if (isNorm(node) || (node.opType == "Softmax" && holdsScores(node.inputs[0]))) {
                keep(node);
                found.push_back(id);
            }
        }
        keepBetween(std::move(found));
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

    /// Whether `value` holds attention scores: a product of two activations, perhaps scaled and masked.
    bool holdsScores(ValueId value) const
    {
        const Node *node = producer(value);
        if (!node)
            return false;
        if (node->opType == "MatMul" || node->opType == "Einsum")
            return !m_graph.constant(node->inputs[0]) && !m_graph.constant(node->inputs[1]);
        const bool between = node->opType == "Add" || node->opType == "Sub" || node->opType == "Mul" || node->opType == "Div"
            || node->opType == "Where" || node->opType == "Reshape";
        return between && std::ranges::any_of(node->inputs, [this](ValueId input) { return input != kNone && holdsScores(input); });
    }

    /// A product of tokens with weights or with each other: what encoders spend their time on, and what stays in 8 bits.
    static bool isProduct(const Node &node) { return node.opType == "MatMul" || node.opType == "Gemm" || node.opType == "Einsum"; }

    /// Where the encoder ends: what follows is a network of another kind, or (a table that is looked up) holds most of the bytes.
    bool isBorder(const Node &node) const
    {
        static const std::set<std::string> kOthers{"Conv", "ConvTranspose", "LSTM", "GRU", "RNN", "Attention", "MaxPool", "AveragePool",
            "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization", "Resize"};
        const bool table = node.opType == "Gather" && node.inputs[0] != kNone && m_graph.constant(node.inputs[0]);
        return table || kOthers.contains(node.opType);
    }

    bool wouldRound(const Node &node) const
    {
        const Operator *op = findOperator(node.domain, node.opType);
        const QuantRule rule = op ? op->quantRule({node, m_model.opset(node.domain), &m_graph}) : QuantRule();
        return rule.kind == QuantRule::Kind::Compute || rule.kind == QuantRule::Kind::Absorbable;
    }

    /// Everything between the products of an encoder: biases, Gelu, sums, pooling of tokens.
    void keepBetween(std::vector<NodeId> pending)
    {
        std::vector<char> seen(m_graph.nodes().size());
        const auto visit = [&](NodeId id) {
            if (id == kNone || seen[id])
                return;
            seen[id] = 1;
            const Node &node = m_graph.node(id);
            if (isBorder(node))
                return;
            if (!isProduct(node) && wouldRound(node))
                keep(node);
            pending.push_back(id);
        };
        while (!pending.empty()) {
            const Node &node = m_graph.node(pending.back());
            pending.pop_back();
            for (const ValueId input : node.inputs)
                visit(input == kNone ? kNone : m_graph.value(input).producer);
            for (const ValueId output : node.outputs) {
                if (output == kNone)
                    continue;
                for (const Use &use : m_graph.value(output).consumers)
                    visit(use.node);
            }
        }
    }

    const Model &m_model;
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
    SensitiveFinder finder(model, nodes);
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
