// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// A layer seen as a product y = W · x: how the columns x are cut from its input and how its weight's elements are addressed.
/// Conv of 2-D pictures (any groups, strides, padding, dilations), Gemm and MatMul with a weight of rank 2.
struct LinearLayer
{
    NodeId node = kNone;
    ValueId input = kNone;
    ValueId weight = kNone;
    /// kNone without a constant one.
    ValueId bias = kNone;
    /// Outputs of one group, and elements of one column.
    std::int64_t outputs = 0;
    std::int64_t inner = 0;
    std::int64_t groups = 1;
    /// Element (output o of group g, position k) of the weight lies at (g · outputs + o) · outputStride + k · innerStride.
    std::int64_t outputStride = 1;
    std::int64_t innerStride = 1;

    bool isConv = false;
    std::int64_t kernel[2]{1, 1};
    std::int64_t strides[2]{1, 1};
    std::int64_t dilations[2]{1, 1};
    std::int64_t padsBegin[2]{0, 0};
    std::int64_t padsEnd[2]{0, 0};

    /// Nothing when the node is no such layer or its weight is used elsewhere too.
    static std::optional<LinearLayer> of(const Graph &graph, NodeId node);

    /// About `wanted` columns of group `group`, evenly spread over the input [N, C, H, W] (Conv) or [..., K], one after the other.
    /// Appends count · inner values; the same for the same input.
    void appendColumns(const Tensor &input, std::int64_t group, std::int64_t wanted, std::vector<float> &columns) const;
};

} // namespace halftone
