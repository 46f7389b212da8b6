// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/graph_walk.h"

#include <set>
#include <utility>

namespace halftone {

namespace {

/// Everything reachable from `from` by `next` (NodeId, visit function).
template <typename Next>
std::vector<NodeId> reach(const Graph &graph, const std::vector<NodeId> &from, Next next)
{
    std::vector<bool> seen(graph.nodes().size());
    std::vector<NodeId> open;
    const auto visit = [&](NodeId id) {
        if (id != kNone && !seen[id]) {
            seen[id] = true;
            open.push_back(id);
        }
    };
    for (const NodeId id : from)
        visit(id);
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        next(id, visit);
    }
    std::vector<NodeId> result;
    for (NodeId id = 0; id < seen.size(); ++id) {
        if (seen[id])
            result.push_back(id);
    }
    return result;
}

} // namespace

std::vector<NodeId> upstreamNodes(const Graph &graph, const std::vector<NodeId> &from)
{
    return reach(graph, from, [&graph](NodeId id, const auto &visit) {
        for (const ValueId input : graph.node(id).inputs) {
            if (input != kNone)
                visit(graph.value(input).producer);
        }
    });
}

std::vector<NodeId> downstreamNodes(const Graph &graph, const std::vector<NodeId> &from)
{
    return reach(graph, from, [&graph](NodeId id, const auto &visit) {
        for (const ValueId output : graph.node(id).outputs) {
            if (output == kNone)
                continue;
            for (const Use &use : graph.value(output).consumers)
                visit(use.node);
        }
    });
}

std::vector<NodeId> nodesOfSameType(const Graph &graph, const std::vector<NodeId> &like)
{
    std::set<std::pair<std::string, std::string>> types;
    for (const NodeId id : like)
        types.emplace(graph.node(id).domain, graph.node(id).opType);
    std::vector<NodeId> result;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        if (types.contains({graph.node(id).domain, graph.node(id).opType}))
            result.push_back(id);
    }
    return result;
}

} // namespace halftone
