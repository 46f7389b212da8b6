// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/matching/integer_forms.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace halftone {

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
    /// Constant, QuantizeLinear, DequantizeLinear and their like are seen through, and what turns the sums of ConvInteger and MatMulInteger
    /// into real numbers.
    bool isSeen(NodeId node) const { return !m_hidden[node]; }
    /// Operands of a node, in the places of its float form.
    std::vector<Operand> operandsOf(NodeId node) const;
    /// The value that hidden nodes only pass on, or convert.
    ValueId sourceOf(ValueId value) const { return value == kNone ? kNone : m_source[value]; }
    /// The other way round: the real numbers that readers of the float model's value get here, after rounding and after a sum of integers
    /// was scaled. The value itself when it stays float, its integers when only QLinear operators read them.
    ValueId realOf(ValueId value) const;
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
    void hide(NodeId node, ValueId passesOn);
    void hideScaling(const Node &sum);
    const Node *readerOf(ValueId value, std::string_view type) const;

    const Graph &m_graph;
    std::vector<bool> m_hidden;
    std::vector<ValueId> m_source;
    /// By value: values of hidden nodes that stand for it.
    std::vector<std::vector<ValueId>> m_standIns;
    /// Of sums of integers: the real numbers they are scaled to.
    std::unordered_map<ValueId, ValueId> m_scaled;
};

} // namespace halftone
