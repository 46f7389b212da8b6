// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/uncomputed.h"

#include "core/model/bodies.h"
#include "core/model/graph_builder.h"
#include "core/ops/operator.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

/// Calls within calls; what lies deeper is not looked at.
constexpr int kDepthLimit = 64;

/// Asks each function once.
class Knowledge
{
public:
    explicit Knowledge(const Model &model) : m_model(model) { }

    bool knows(const Node &node, int depth = 0)
    {
        if (depth > kDepthLimit)
            return false;
        bool all = true;
        forEachBody(node, [&](const Graph &body) { all = all && knowsAll(body, depth + 1); });
        if (!all)
            return false;
        if (const Function *function = m_model.function(node.domain, node.opType, node.overload)) {
            if (m_known.contains(function))
                return true;
            if (!knowsAll(*function->body, depth + 1))
                return false;
            m_known.insert(function);
            return true;
        }
        return findOperator(node.domain, node.opType) != nullptr;
    }

private:
    bool knowsAll(const Graph &graph, int depth)
    {
        return std::ranges::all_of(graph.nodes(), [&](const Node &node) { return knows(node, depth); });
    }

    const Model &m_model;
    std::set<const Function *> m_known;
};

/// By NodeId: is one of `nodes`.
std::vector<char> marked(const Graph &graph, const std::vector<NodeId> &nodes)
{
    std::vector<char> result(graph.nodes().size(), 0);
    for (const NodeId id : nodes)
        result[id] = 1;
    return result;
}

} // namespace

std::vector<NodeId> uncomputableNodes(const Model &model)
{
    Knowledge knowledge(model);
    std::vector<NodeId> result;
    for (NodeId id = 0; id < model.graph->nodes().size(); ++id) {
        if (!knowledge.knows(model.graph->node(id)))
            result.push_back(id);
    }
    return result;
}

std::vector<NodeId> dependsOn(const Graph &graph, const std::vector<NodeId> &nodes)
{
    std::vector<NodeId> result(graph.values().size(), kNone);
    if (nodes.empty())
        return result;
    const std::vector<char> isOne = marked(graph, nodes);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        NodeId first = isOne[id] ? id : kNone;
        const auto consider = [&](ValueId value) {
            if (first == kNone && value != kNone)
                first = result[value];
        };
        std::ranges::for_each(node.inputs, consider);
        forEachCapture(node, [&](const std::string &name) { consider(graph.findValue(name)); });
        for (const ValueId output : node.outputs) {
            if (output != kNone)
                result[output] = first;
        }
    }
    return result;
}

Result<std::shared_ptr<const Model>> partWithout(const std::shared_ptr<const Model> &model, const std::vector<NodeId> &nodes)
{
    const Graph &graph = *model->graph;
    const std::vector<NodeId> behind = dependsOn(graph, nodes);
    const auto isBehind = [&](const Node &node) {
        return std::ranges::any_of(node.outputs, [&](ValueId output) { return output != kNone && behind[output] != kNone; });
    };
    const std::vector<char> isOne = marked(graph, nodes);
    GraphBuilder builder(graph);
    std::vector<ValueId> outputs;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        if (isOne[id] || isBehind(node))
            builder.removeNode(id);
        else
            std::ranges::copy_if(node.outputs, std::back_inserter(outputs), [](ValueId output) { return output != kNone; });
    }
    for (const ValueId output : graph.outputs()) {
        if (graph.value(output).producer == kNone)
            outputs.push_back(output);
    }
    builder.setOutputs(std::move(outputs));
    auto part = std::make_shared<Model>(*model);
    HALFTONE_TRY(part->graph, std::move(builder).finish());
    return std::shared_ptr<const Model>(std::move(part));
}

Issue uncomputedIssue(const Node &node)
{
    return {Issue::Severity::Warning, Error(errc::kUncomputed, {node.opType, node.domain.empty() ? "ai.onnx" : node.domain}, node.name),
        Issue::Target::Node, node.name};
}

} // namespace halftone
