// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/formats/integer_form.h"

namespace halftone {

/// MatMul, or Gemm without a transposed A: what becomes a product with a blocked weight.
bool isMatrixProduct(const Node &node);
/// Weights that a DequantizeLinear per channel can stand for: inputs and their channel axis; empty for other operators.
struct ChannelWeight
{
    std::size_t input = 1;
    int axis = 0;
};
std::vector<ChannelWeight> channelWeights(const Node &node);

/// Nodes whose weights can be stored in few bits: matrix products and Gather from a table (blocks), convolutions and
/// recurrent layers (8 bits a channel).
std::optional<FormRefusal> refuseWeightOnly(const Graph &graph, const Node &node);

} // namespace halftone
