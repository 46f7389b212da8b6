// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"

#include <optional>
#include <vector>

namespace halftone {

/// A quantized tensor as a QLinear operator takes it.
struct QuantizedValue
{
    ValueId data = kNone;
    ValueId scale = kNone;
    ValueId zeroPoint = kNone;
    DType type = DType::UInt8;
    /// Number of scales: more than one for a weight per channel.
    std::int64_t scales = 1;
};

/// A node between DequantizeLinear and QuantizeLinear, as far as it is.
struct QuantizedSite
{
    const Node &node;
    /// By input; empty where the input is not dequantized.
    std::vector<std::optional<QuantizedValue>> inputs;
    /// What the node's first output is quantized to.
    std::optional<QuantizedValue> output;
    std::int64_t opset = 13;
    /// Rank of each input, where the data are a constant; else −1.
    std::vector<int> constantRank;
};

/// The operator can be written on integers.
bool hasQOperatorForm(const Node &node);

/// The operator itself serves integers too: it moves or chooses elements.
bool computesOnIntegers(const Node &node);

/// The node on integers; its outputs are left to the caller. Nothing when this one cannot be (types, shapes, inputs).
std::optional<Node> qOperatorForm(const QuantizedSite &site);

} // namespace halftone
