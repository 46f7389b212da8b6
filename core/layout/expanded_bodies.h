// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace halftone {

/// A subgraph of If, Loop or Scan, or the body of a function, shown inside the graph around it.
struct ExpandedBody
{
    /// bodyPath() of its owner.
    std::string path;
    /// "If · then_branch".
    std::string label;
    /// The node it belongs to, and its attribute (kNone for a function's body).
    NodeId owner = kNone;
    std::uint32_t attribute = kNone;
    /// The body the owner is in, an earlier one, or -1.
    std::int32_t parent = -1;
    std::uint32_t nodeCount = 0;
};

/// A graph together with the insides of some of its nodes, for pictures only: nothing could be computed with it. Nodes and values
/// of the graph itself keep their ids; those of bodies come after them. A body reads the values around it directly, and what its
/// formal inputs stand for; a formal input that stands for nothing outside (the iteration number of Loop) is an outer value.
struct ExpandedGraph
{
    /// What was expanded.
    std::shared_ptr<const Graph> own;
    std::shared_ptr<const Graph> graph;
    /// How many nodes and values are the graph's own.
    std::uint32_t nodes = 0, values = 0;
    std::vector<ExpandedBody> bodies;
    /// By node and by value after the own ones: index into bodies.
    std::vector<std::int32_t> bodyOfNode, bodyOfValue;
    /// By node after the own ones: its id in the body's graph.
    std::vector<NodeId> innerNode;
    /// What a body gives back, and the node it gives it to.
    std::vector<std::pair<ValueId, NodeId>> results;

    bool isInside(NodeId node) const { return node != kNone && node >= nodes; }
    /// The node of the graph itself that `node` is in; itself when it is in none.
    NodeId outermost(NodeId node) const;
};

/// What stands for an open body among the expanded paths of BoxOptions; never equal to the path of a scope.
std::string bodyPath(const std::string &nodeName, const std::string &part);
/// The same for an attribute of `node`, kNone for the function it calls.
std::string pathOfBody(const Node &node, std::uint32_t attribute);
bool isBodyPath(const std::string &path);
/// The last part of a body's path for a function, which has no attribute.
std::string functionPart();

/// Nothing when no body of `graph` is in `expanded`. Bodies in bodies are expanded too.
std::optional<ExpandedGraph> expandBodies(
    const Model &model, const std::shared_ptr<const Graph> &graph, const std::unordered_set<std::string> &expanded);

} // namespace halftone
