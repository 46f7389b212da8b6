// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/expanded_bodies.h"

#include "core/model/graph_builder.h"

#include <algorithm>
#include <unordered_map>

namespace halftone {

namespace {

constexpr std::string_view kPrefix = "body:";

/// Splices bodies into a copy of a graph. Everything is kept by name until the copy is finished: only then ids are final.
class Expander
{
public:
    Expander(const Model &model, const Graph &graph, const std::unordered_set<std::string> &expanded)
        : m_model(model), m_expanded(expanded), m_builder(graph)
    {
        m_builder.keepUnused();
        m_out.nodes = static_cast<std::uint32_t>(graph.nodes().size());
        m_out.values = static_cast<std::uint32_t>(graph.values().size());
    }

    std::optional<ExpandedGraph> run(const Graph &original)
    {
        // Bodies add nodes, whose own bodies follow.
        for (NodeId id = 0; id < m_builder.nodeCount(); ++id)
            expandNode(id);
        if (m_out.bodies.empty())
            return std::nullopt;
        for (NodeId id = 0; id < m_builder.nodeCount(); ++id)
            m_nodeNames.push_back(m_builder.node(id).name);
        auto finished = std::move(m_builder).finish();
        if (!finished)
            return std::nullopt;
        m_out.graph = std::move(*finished);
        return keepsIds(original) ? link() : std::nullopt;
    }

private:
    void expandNode(NodeId id)
    {
        const Node node = m_builder.node(id);
        for (std::uint32_t i = 0; i < node.attributes.size(); ++i)
            if (const auto *body = std::get_if<std::shared_ptr<const Graph>>(&node.attributes[i].value); body && *body)
                splice(id, i, node.attributes[i].name, **body);
        const Function *function = m_model.function(node.domain, node.opType, node.overload);
        if (function && function->body)
            splice(id, kNone, functionPart(), *function->body);
    }

    /// Input of `owner` that input `formal` of its body stands for; kNone for none.
    static std::uint32_t actualInput(const Node &owner, std::uint32_t attribute, std::uint32_t formal)
    {
        if (attribute == kNone || owner.opType == "Scan")
            return formal;
        // Loop: iteration number, condition, carried values; its own inputs: trip count, condition, carried values.
        return owner.opType == "Loop" && formal > 0 ? formal : kNone;
    }

    void splice(NodeId owner, std::uint32_t attribute, const std::string &part, const Graph &body)
    {
        const Node around = m_builder.node(owner);
        const std::string path = bodyPath(around.name, part);
        if (!m_expanded.contains(path))
            return;
        const auto index = static_cast<std::int32_t>(m_out.bodies.size());
        const std::int32_t parent = owner < m_out.nodes ? -1 : m_out.bodyOfNode[owner - m_out.nodes];
        m_out.bodies.push_back({path, around.opType + " · " + part, owner, attribute, parent, 0});
        m_names.emplace_back();
        const std::string prefix = around.name + ":" + part + "/";

        std::vector<ValueId> to(body.values().size(), kNone);
        for (std::uint32_t i = 0; i < body.inputs().size(); ++i) {
            const std::uint32_t input = actualInput(around, attribute, i);
            if (input < around.inputs.size())
                to[body.inputs()[i]] = around.inputs[input];
        }
        for (ValueId value = 0; value < body.values().size(); ++value) {
            const Value &inner = body.value(value);
            if (inner.isOuter)
                to[value] = resolve(inner.name, attribute == kNone ? -2 : parent);
            if (to[value] == kNone)
                to[value] = addValue(body, value, prefix, index);
            m_names.back().emplace(inner.name, to[value]);
        }
        const auto mapped = [&](std::vector<ValueId> &values) {
            for (ValueId &value : values)
                value = value == kNone ? kNone : to[value];
        };
        for (NodeId id = 0; id < body.nodes().size(); ++id) {
            Node node = body.node(id);
            node.name = prefix + node.name;
            mapped(node.inputs);
            mapped(node.outputs);
            m_builder.addNode(std::move(node));
            m_out.bodyOfNode.push_back(index);
            m_out.innerNode.push_back(id);
        }
        m_out.bodies.back().nodeCount = static_cast<std::uint32_t>(body.nodes().size());
        for (const ValueId output : body.outputs())
            m_results.emplace_back(m_builder.valueInfo(to[output]).name, owner);
    }

    ValueId addValue(const Graph &body, ValueId value, const std::string &prefix, std::int32_t index)
    {
        const Value &inner = body.value(value);
        const ValueId id = m_builder.freshValue(prefix + inner.name);
        Value &made = m_builder.valueInfo(id);
        made.declaredType = inner.declaredType;
        if (inner.initializer != kNone)
            m_builder.setInitializer(id, body.initializers()[inner.initializer].tensor);
        else if (inner.producer == kNone)
            made.isOuter = true;
        m_bodyOfValue.emplace(made.name, index);
        return id;
    }

    /// The value a body calls `name`: of the bodies around it, innermost first, then of the graph. A function (-2) sees none.
    ValueId resolve(const std::string &name, std::int32_t body) const
    {
        if (body == -2)
            return kNone;
        for (; body >= 0; body = m_out.bodies[static_cast<std::size_t>(body)].parent) {
            const auto &names = m_names[static_cast<std::size_t>(body)];
            if (const auto found = names.find(name); found != names.end())
                return found->second;
        }
        return m_builder.findValue(name);
    }

    /// Own nodes come first in the order that finish() chooses, and nothing of them is dropped.
    bool keepsIds(const Graph &original) const
    {
        const Graph &graph = *m_out.graph;
        if (graph.nodes().size() != m_nodeNames.size() || graph.values().size() < m_out.values)
            return false;
        for (NodeId id = 0; id < m_nodeNames.size(); ++id)
            if (graph.node(id).name != m_nodeNames[id])
                return false;
        for (ValueId id = 0; id < m_out.values; ++id)
            if (graph.value(id).name != original.value(id).name)
                return false;
        return true;
    }

    std::optional<ExpandedGraph> link()
    {
        const Graph &graph = *m_out.graph;
        for (ValueId id = m_out.values; id < graph.values().size(); ++id) {
            const auto found = m_bodyOfValue.find(graph.value(id).name);
            m_out.bodyOfValue.push_back(found == m_bodyOfValue.end() ? -1 : found->second);
        }
        for (const auto &[name, owner] : m_results)
            if (const ValueId value = graph.findValue(name); value != kNone)
                m_out.results.emplace_back(value, owner);
        return std::move(m_out);
    }

    const Model &m_model;
    const std::unordered_set<std::string> &m_expanded;
    GraphBuilder m_builder;
    ExpandedGraph m_out;
    /// By body: the values its names stand for.
    std::vector<std::unordered_map<std::string, ValueId>> m_names;
    std::unordered_map<std::string, std::int32_t> m_bodyOfValue;
    std::vector<std::pair<std::string, NodeId>> m_results;
    std::vector<std::string> m_nodeNames;
};

} // namespace

NodeId ExpandedGraph::outermost(NodeId node) const
{
    while (isInside(node))
        node = bodies[static_cast<std::size_t>(bodyOfNode[node - nodes])].owner;
    return node;
}

std::string bodyPath(const std::string &nodeName, const std::string &part) { return std::string(kPrefix) + nodeName + ":" + part; }
std::string pathOfBody(const Node &node, std::uint32_t attribute)
{
    return bodyPath(node.name, attribute == kNone ? functionPart() : node.attributes[attribute].name);
}
bool isBodyPath(const std::string &path) { return path.starts_with(kPrefix); }
std::string functionPart() { return "ƒ"; }

std::optional<ExpandedGraph> expandBodies(
    const Model &model, const std::shared_ptr<const Graph> &graph, const std::unordered_set<std::string> &expanded)
{
    if (std::none_of(expanded.begin(), expanded.end(), isBodyPath))
        return std::nullopt;
    std::optional<ExpandedGraph> result = Expander(model, *graph, expanded).run(*graph);
    if (result)
        result->own = graph;
    return result;
}

} // namespace halftone
