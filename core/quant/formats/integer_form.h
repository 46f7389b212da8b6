// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/ops/fact.h"

#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// Why a node has no form of some kind: a message code and its arguments.
struct FormRefusal
{
    ErrorCode reason{""};
    std::vector<std::string> arguments;
};

/// Says whether the weight is computed or an input with a default; `weight` may be kNone.
FormRefusal weightIsNotConstant(const Graph &graph, ValueId weight);

/// Nodes that can run on integers with a float output: Conv, MatMul, Gemm with constant weights (ConvInteger,
/// MatMulInteger), LSTM (DynamicQuantizeLSTM), Attention (QAttention), Gather from a constant table.
std::optional<FormRefusal> refuseIntegerForm(const Graph &graph, const GraphFacts &facts, const Node &node);

/// The value is a constant of 32-bit real numbers.
bool isFloatConstant(const Graph &graph, ValueId value);
/// Input `index` of the node, kNone when it is left out.
ValueId inputOf(const Node &node, std::size_t index);

} // namespace halftone
