// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/quant_folding.h"
#include "core/model/graph.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// The float operator an integer form of it computes: "Conv" for "QLinearConv" and "ConvInteger"; other types are themselves.
std::string_view floatTypeOf(std::string_view opType);

/// One side of a comparison: a graph seen without its quantizers, so that a float model and its quantized forms have the same nodes,
/// and integer forms of operators have the operands of the float form in the same places. Refers to the graph, which outlives it.
class ComparedGraph
{
public:
    explicit ComparedGraph(const Graph &graph);

    /// An input of the float form of a node. Scale and zero point are those of its integer form, kNone where there are none.
    struct Operand
    {
        ValueId value = kNone;
        ValueId scale = kNone, zeroPoint = kNone;
        /// Axis of the scale, for constants held in integers.
        std::int64_t axis = 0;
    };

    const Graph &graph() const { return m_graph; }
    /// Constant, QuantizeLinear, DequantizeLinear and their like are seen through.
    bool isSeen(NodeId node) const { return !m_hidden[node]; }
    /// Operands of a node, in the places of its float form.
    std::vector<Operand> operandsOf(NodeId node) const;
    /// The value that hidden nodes only pass on, or convert.
    ValueId sourceOf(ValueId value) const { return value == kNone ? kNone : m_source[value]; }
    /// Seen node that makes the operand, kNone for inputs and constants.
    NodeId producerOf(const Operand &operand) const;
    /// The constant behind the operand as it is stored (quantized or not), null when it is no constant.
    const ConstantTensor *constantOf(const Operand &operand) const;
    /// The DequantizeLinear that the operand's constant passes, kNone when there is none.
    NodeId dequantizeOf(const Operand &operand) const;
    /// "int8", "uint8", "int4" …: the type a node's data or weights are held in; empty for float.
    std::string precisionOf(NodeId node) const;
    /// Seen nodes that read what the node makes, with the operand's place; in graph order.
    std::vector<Use> readersOf(NodeId node) const;

private:
    const Graph &m_graph;
    std::vector<bool> m_hidden;
    std::vector<ValueId> m_source;
    /// By value: values of hidden nodes that stand for it.
    std::vector<std::vector<ValueId>> m_standIns;
};

} // namespace halftone
