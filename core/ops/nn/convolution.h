// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/cost.h"
#include "core/ops/infer_context.h"
#include "core/ops/nn/window.h"
#include "core/tensor/shape.h"

#include <vector>

namespace halftone {

/// Sizes of one convolution, checked against each other. Arrays are [N, C, spatial…] and weights [M, C/g, kernel…].
struct ConvGeometry
{
    std::int64_t batch = 0;
    std::int64_t groups = 1;
    std::int64_t inPerGroup = 0;
    std::int64_t outPerGroup = 0;
    std::vector<std::int64_t> in;
    std::vector<std::int64_t> out;
    Window window;

    Shape outputShape() const;
};

/// Geometry of Conv-like nodes (Conv, ConvInteger, QLinearConv) for concrete shapes.
Result<ConvGeometry> convGeometry(const Node &node, const Shape &x, const Shape &weight);

/// y += x ∗ w, with pads of `window` resolved. y holds the bias or zeros. Sums run over input channels, then the kernel.
/// T: float, double, or std::uint32_t for 32-bit integers that wrap.
template <typename T>
void convolve(const ConvGeometry &geometry, const T *x, const T *w, T *y);

/// Output 0 of a Conv-like node: type `dtype`, shape from inputs `x` and `weight` as far as known.
Status inferConv(InferContext &context, int x, int weight, DType dtype);

/// MACs of a Conv-like node whose weight is input `weight`.
Cost convCost(const CostShapes &shapes, std::size_t weight);

/// Goes on to the next index within `extents`, last axis fastest; false after the last.
bool nextIndex(std::vector<std::int64_t> &index, const std::vector<std::int64_t> &extents);

} // namespace halftone
