// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/model/graph.h"
#include "core/quant/quantize.h"

#include <map>
#include <optional>
#include <vector>

namespace halftone {

/// By NodeId: what another tool (or this one) quantized before. Operators on integers; the nodes that compute between a DequantizeLinear
/// and a QuantizeLinear; the conversions and products of scales around integer products. A product whose weights are float is none of
/// these, though it reads a dequantized activation.
std::vector<char> findQuantizedNodes(const Graph &graph);

/// Activations that a DequantizeLinear makes of integers of 8 or 16 bits with one constant scale, with what it says of them.
std::map<ValueId, QuantParams> givenParams(const Graph &graph);

/// The value goes nowhere but into QuantizeLinears of the model.
bool isOnlyQuantized(const Graph &graph, ValueId value);

/// That parts of the model are quantized and will stay as they are; nothing for a float model.
std::optional<Issue> quantizedAlready(const Graph &graph);

} // namespace halftone
