// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <string>
#include <unordered_set>

namespace halftone {

namespace errc {
/// %1 a node on the cycle.
inline constexpr ErrorCode kCycle{"model.cycle"};
/// %1 value made by two nodes, or by one though it is an input or a constant. Models read from files are shown, never computed.
inline constexpr ErrorCode kDuplicateProducer{"model.duplicate-producer"};
} // namespace errc

/// Makes a Graph, from nothing or from an existing one. Used by the reader and by every rewriting pass.
/// Ids are stable while building (removed nodes leave a hole); finish() compacts, sorts topologically and links uses.
class GraphBuilder
{
public:
    GraphBuilder() = default;
    /// Starts as a copy of `graph`; node and value ids are those of `graph`.
    explicit GraphBuilder(const Graph &graph);

    /// The value called `name`, made when missing.
    ValueId value(const std::string &name);
    /// kNone when missing.
    ValueId findValue(std::string_view name) const;
    /// A value with a name like `base` that nothing else has ("base", "base_1", …), here and in the bodies that nodes hold.
    ValueId freshValue(const std::string &base);
    /// The same for nodes.
    std::string freshNodeName(const std::string &base);
    /// From now on nothing new gets a name that something in `graph` has, which is around this one.
    void avoidNamesOf(const Graph &graph);

    NodeId addNode(Node node);
    void removeNode(NodeId id);
    bool isRemoved(NodeId id) const;
    Node &node(NodeId id) { return m_graph.m_nodes[id]; }
    const Node &node(NodeId id) const { return m_graph.m_nodes[id]; }
    std::size_t nodeCount() const { return m_graph.m_nodes.size(); }
    Value &valueInfo(ValueId id) { return m_graph.m_values[id]; }
    const Value &valueInfo(ValueId id) const { return m_graph.m_values[id]; }
    std::size_t valueCount() const { return m_graph.m_values.size(); }

    /// Adds or replaces the constant behind `id`.
    void setInitializer(ValueId id, ConstantTensor tensor);
    void removeInitializer(ValueId id);
    const ConstantTensor *initializer(ValueId id) const;

    /// Makes every consumer of `from` (nodes only, not graph outputs) read `to`.
    void replaceUses(ValueId from, ValueId to);

    void setName(std::string name) { m_graph.m_name = std::move(name); }
    void setDocString(std::string text) { m_graph.m_docString = std::move(text); }
    void setMetadata(MetadataProps metadata) { m_graph.m_metadata = std::move(metadata); }
    void setExtraWire(std::string wire) { m_graph.m_extraWire = std::move(wire); }
    /// Initializers among the inputs are constants, not defaults.
    void setListsConstants(bool lists) { m_graph.m_listsConstants = lists; }
    void addInput(ValueId id);
    void removeInput(ValueId id);
    void addOutput(ValueId id);
    void setOutputs(std::vector<ValueId> outputs);

    /// Makes finish() keep initializers that nobody uses, for a plain copy of a file.
    void keepUnused() { m_keepUnused = true; }

    /// Drops values nobody makes, uses or exports, orders nodes (stable where already ordered) and links producers and
    /// consumers. Fails with errc::kCycle naming a node on the cycle, errc::kDuplicateProducer for a value made twice.
    Result<std::shared_ptr<const Graph>> finish() &&;

private:
    void takeNamesOfBodies(const Node &node);
    void takeNames(const Graph &graph);

    Graph m_graph;
    bool m_keepUnused = false;
    std::vector<bool> m_removed;
    std::vector<std::uint32_t> m_initializerOf;
    std::unordered_map<std::string, ValueId> m_values;
    std::unordered_set<std::string> m_nodeNames;
    /// Of values in bodies and in graphs around.
    std::unordered_set<std::string> m_namesElsewhere;
};

} // namespace halftone
