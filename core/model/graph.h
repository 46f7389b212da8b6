// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attribute.h"
#include "core/model/initializer.h"
#include "core/model/type.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace halftone {

/// Dense index of a node or value within one Graph. Ids change when a graph is rewritten: anything that outlives a
/// revision is keyed by name.
using NodeId = std::uint32_t;
using ValueId = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffffU;

using MetadataProps = std::vector<std::pair<std::string, std::string>>;

/// One operator call.
struct Node
{
    /// Never empty and unique in its graph once read: unnamed nodes, and all but the first of several with one name, get a
    /// stable name; `nameGenerated` says so, and `nameInFile` is what stood there. Nameless nodes are written without a name,
    /// repeated names as they were told apart, since runtimes refuse two nodes of one name.
    std::string name;
    bool nameGenerated = false;
    std::string nameInFile;
    std::string opType;
    /// "" for ai.onnx.
    std::string domain;
    std::string overload;
    /// kNone where an optional input or output is left out.
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;
    std::vector<Attribute> attributes;
    std::string docString;
    MetadataProps metadata;
    std::string extraWire;

    const Attribute *attribute(std::string_view name) const;
    std::int64_t intAttribute(std::string_view name, std::int64_t fallback) const;
    float floatAttribute(std::string_view name, float fallback) const;
    std::string stringAttribute(std::string_view name, std::string_view fallback) const;
    /// Empty when absent.
    std::vector<std::int64_t> intsAttribute(std::string_view name) const;
};

/// One use of a value: input `index` of `node`, or a capture: bodies that `node` holds read the value by its name.
struct Use
{
    NodeId node = kNone;
    std::uint32_t index = 0;

    bool isCapture() const { return index == kNone; }
};

/// One edge of the graph: a graph input, an initializer, or a node's output.
struct Value
{
    std::string name;
    /// Node that makes it, kNone for graph inputs, initializers and values of an outer scope.
    NodeId producer = kNone;
    std::uint32_t producerIndex = 0;
    /// Who reads it, in the order of the nodes: inputs first, then one capture a node, however many of its bodies read it.
    std::vector<Use> consumers;
    /// Index in Graph::initializers() or kNone.
    std::uint32_t initializer = kNone;
    bool isInput = false;
    bool isOutput = false;
    /// Defined in an enclosing graph (subgraphs of If, Loop, Scan).
    bool isOuter = false;
    /// Type as declared in the file (value_info, input, output); Unknown when not declared.
    Type declaredType;
    std::string docString;
    MetadataProps metadata;
    std::string extraWire;
};

struct Initializer
{
    ValueId value = kNone;
    ConstantTensor tensor;
};

/// A dataflow graph: nodes in a topological order, values, constants. Immutable once built; made by GraphBuilder.
class Graph
{
public:
    const std::string &name() const { return m_name; }
    const std::string &docString() const { return m_docString; }
    const MetadataProps &metadata() const { return m_metadata; }
    /// Fields we do not know and quantization annotations, as read.
    const std::string &extraWire() const { return m_extraWire; }

    const std::vector<Node> &nodes() const { return m_nodes; }
    const std::vector<Value> &values() const { return m_values; }
    const std::vector<Initializer> &initializers() const { return m_initializers; }
    const std::vector<ValueId> &inputs() const { return m_inputs; }
    const std::vector<ValueId> &outputs() const { return m_outputs; }

    const Node &node(NodeId id) const { return m_nodes[id]; }
    const Value &value(ValueId id) const { return m_values[id]; }
    /// kNone when there is none of that name.
    NodeId findNode(std::string_view name) const;
    ValueId findValue(std::string_view name) const;
    /// Whether a body of some node reads the value by its name: it keeps name, type and exact elements.
    bool isCaptured(ValueId id) const;
    /// What the file stores for a value: an initializer (also when it is only an input's default) or the output of a Constant node.
    const ConstantTensor *storedValue(ValueId id) const;
    /// The same, where no caller can replace it.
    const ConstantTensor *constant(ValueId id) const;
    /// An input with a default: who runs the model may give another value.
    bool isReplaceable(ValueId id) const;

private:
    friend class GraphBuilder;
    std::string m_name;
    std::string m_docString;
    MetadataProps m_metadata;
    std::string m_extraWire;
    /// The file format asked for all initializers among the inputs (IR version 3 and older): they are no defaults.
    bool m_listsConstants = false;
    std::vector<Node> m_nodes;
    std::vector<Value> m_values;
    std::vector<Initializer> m_initializers;
    std::vector<ValueId> m_inputs;
    std::vector<ValueId> m_outputs;
    std::unordered_map<std::string_view, NodeId> m_nodeByName;
    std::unordered_map<std::string_view, ValueId> m_valueByName;
};

} // namespace halftone
