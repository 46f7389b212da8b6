// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

namespace halftone {

/// What a statically quantized node reads and makes, and what its constant weight becomes.
struct NodeTypes
{
    DType activations = DType::UInt8;
    DType weights = DType::Int8;
};

/// Of a node in `mode`: the recipe's types, or with the bits that the mode names and the recipe's signs. Int16 leaves weights at 8 bits
/// or more, Int4 leaves activations as they are.
NodeTypes nodeTypes(const Recipe &recipe, NodeMode mode);

/// Opset that `model` has when it is written: its own, the recipe's, or 21, where 4-bit weights in ai.onnx operators need it.
std::int64_t writtenOpset(std::int64_t model, const Recipe &recipe, bool fourBits);

} // namespace halftone
