// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/primitives.h"
#include "core/model/graph.h"

#include <optional>
#include <vector>

namespace halftone {

/// One thing done to a value right after it was computed, absorbed into the primitive that computes it.
struct Link
{
    enum class Kind {
        Eltwise, ///< an activation
        Binary, ///< combined with another value of the graph
        Normalize, ///< inference batch normalization with constant parameters
        Quantize, ///< QuantizeLinear with constant parameters
    };

    Kind kind = Kind::Eltwise;
    Eltwise activation;
    BinaryKind binary = BinaryKind::Add;
    /// The other operand of a binary operation.
    ValueId other = kNone;
    /// Nodes that vanish, in graph order; the last one makes `output`.
    std::vector<NodeId> nodes;
    ValueId output = kNone;
};

/// Nodes executed as one step where the engine has a primitive for that, otherwise one after another.
struct Unit
{
    enum class Kind {
        Node, ///< `head`, then links
        Composite, ///< an activation spelled out in several nodes: links only, applied to `input`
        Table, ///< pointwise nodes between 8-bit tensors: 256 results of the one 8-bit `input`
    };

    Kind kind = Kind::Node;
    NodeId head = kNone;
    ValueId input = kNone;
    std::vector<Link> links;
    /// All nodes in graph order.
    std::vector<NodeId> nodes;
};

/// A DequantizeLinear with constant parameters: done when (and only if) somebody needs the real numbers.
struct LazyDequantize
{
    NodeId node = kNone;
    ValueId source = kNone;
};

/// What fusing needs to know of a graph.
struct FusionInput
{
    const Graph &graph;
    /// By ValueId: must exist as computed (observed, output, read by a subgraph).
    const std::vector<char> &pinned;
    /// By ValueId: known before anything runs.
    const std::vector<char> &constant;
    std::int64_t opset = 0;
    bool fuse = true;
    /// Activations that hide NaN stay steps of their own, which keep it.
    bool keepsNan = false;
};

/// Whether a primitive with this activation as a post-operation returns a bound for NaN.
bool hidesNan(const Eltwise &activation);

/// Nodes that spell out one activation: x·sigmoid(x), Gelu by Erf, HardSwish. Indexed by the last node.
struct Composite
{
    Link link;
    ValueId input = kNone;
};
std::vector<std::optional<Composite>> findComposites(const FusionInput &input);

/// The activation that a node is by itself, when its parameters are constants.
std::optional<Eltwise> activationOf(const Graph &graph, const Node &node);

/// Elements of a float constant that has at most `limit` of them.
std::optional<std::vector<float>> smallConstant(const Graph &graph, ValueId value, std::int64_t limit);

/// QuantizeLinear / DequantizeLinear with constant scale and zero point, of an 8-bit type.
bool isStaticQuantize(const Graph &graph, const Node &node);
bool isStaticDequantize(const Graph &graph, const Node &node);

/// Marks quantized tensors that are a function of one other 8-bit tensor: unit by the final QuantizeLinear, else nothing.
std::vector<std::optional<Unit>> findTables(const FusionInput &input);

/// All nodes as units, in an order that respects every dependency. Nodes in `skip` (constants, lazy ones) have none.
std::vector<Unit> fuseGraph(const FusionInput &input, const std::vector<char> &skip);

} // namespace halftone
