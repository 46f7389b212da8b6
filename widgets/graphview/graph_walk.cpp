// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_walk.h"

#include <algorithm>
#include <iterator>

namespace halftone {

namespace {

enum class Direction { Up, Down, Both };

template <typename Visit>
void forNeighbours(const Graph &graph, NodeId node, Direction direction, Visit &&visit)
{
    if (direction != Direction::Down)
        for (const ValueId input : graph.node(node).inputs)
            if (input != kNone && graph.value(input).producer != kNone)
                visit(graph.value(input).producer);
    if (direction != Direction::Up)
        for (const ValueId output : graph.node(node).outputs)
            if (output != kNone)
                for (const Use &use : graph.value(output).consumers)
                    visit(use.node);
}

std::vector<NodeId> flood(const Graph &graph, const std::vector<NodeId> &start, Direction direction, std::size_t hops)
{
    std::vector<bool> seen(graph.nodes().size(), false);
    std::vector<NodeId> found, front = start, next;
    for (const NodeId node : front)
        seen[node] = true;
    for (std::size_t hop = 0; !front.empty(); ++hop) {
        found.insert(found.end(), front.begin(), front.end());
        if (hop == hops)
            break;
        next.clear();
        for (const NodeId node : front)
            forNeighbours(graph, node, direction, [&](NodeId other) {
                if (!seen[other]) {
                    seen[other] = true;
                    next.push_back(other);
                }
            });
        front.swap(next);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<NodeId> common(const std::vector<NodeId> &a, const std::vector<NodeId> &b)
{
    std::vector<NodeId> result;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
    return result;
}

} // namespace

std::vector<NodeId> upstreamOf(const Graph &graph, const std::vector<NodeId> &nodes)
{
    return flood(graph, nodes, Direction::Up, graph.nodes().size());
}

std::vector<NodeId> downstreamOf(const Graph &graph, const std::vector<NodeId> &nodes)
{
    return flood(graph, nodes, Direction::Down, graph.nodes().size());
}

std::vector<NodeId> neighboursOf(const Graph &graph, const std::vector<NodeId> &nodes, int hops)
{
    return flood(graph, nodes, Direction::Both, static_cast<std::size_t>(std::max(0, hops)));
}

std::vector<NodeId> pathsBetween(const Graph &graph, NodeId a, NodeId b)
{
    std::vector<NodeId> path = common(downstreamOf(graph, {a}), upstreamOf(graph, {b}));
    return path.empty() ? common(downstreamOf(graph, {b}), upstreamOf(graph, {a})) : path;
}

std::vector<NodeId> nodesOfType(const Graph &graph, std::string_view opType)
{
    std::vector<NodeId> result;
    for (NodeId id = 0; id < graph.nodes().size(); ++id)
        if (graph.node(id).opType == opType)
            result.push_back(id);
    return result;
}

} // namespace halftone
