// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/node_types.h"

#include <algorithm>

namespace halftone {

namespace {

DType withBits(DType type, int bits)
{
    if (bits == 16)
        return isSigned(type) ? DType::Int16 : DType::UInt16;
    if (bits == 4)
        return isSigned(type) ? DType::Int4 : DType::UInt4;
    return isSigned(type) ? DType::Int8 : DType::UInt8;
}

} // namespace

NodeTypes nodeTypes(const Recipe &recipe, NodeMode mode)
{
    NodeTypes types{recipe.activations, recipe.weights};
    if (mode == NodeMode::Int16)
        return {withBits(types.activations, 16), withBits(types.weights, std::max(8, dtypeBits(types.weights)))};
    if (mode == NodeMode::Int8)
        return {withBits(types.activations, 8), withBits(types.weights, 8)};
    if (mode == NodeMode::Int4)
        types.weights = withBits(types.weights, 4);
    return types;
}

std::int64_t writtenOpset(std::int64_t model, const Recipe &recipe, bool fourBits)
{
    constexpr std::int64_t kFourBits = 21;
    // ONNX Runtime's tool leaves the opset and takes its own operators.
    const bool needed = fourBits && !recipe.qdq.contribOps && recipe.profile != QuantProfile::Ort;
    return std::max({model, recipe.format.opset, needed ? kFourBits : 0});
}

} // namespace halftone
