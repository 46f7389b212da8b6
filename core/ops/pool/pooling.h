// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/cost.h"
#include "core/ops/infer_context.h"
#include "core/ops/nn/window.h"
#include "core/tensor/shape.h"

#include <vector>

namespace halftone {

/// Sizes of one pooling: `planes` images (batch × channels) of spatial size `in`, reduced to `out`.
struct PoolGeometry
{
    std::int64_t planes = 0;
    std::vector<std::int64_t> in;
    std::vector<std::int64_t> out;
    Window window;
    Shape output;

    std::int64_t inImage() const { return Shape(in).count(); }
    std::int64_t outImage() const { return Shape(out).count(); }
};

Result<PoolGeometry> poolGeometry(const Node &node, const Shape &x);
/// Geometry of a pool whose window is the whole image.
Result<PoolGeometry> globalPoolGeometry(const Node &node, const Shape &x);

/// Elements one window covers.
struct PoolWindow
{
    /// Offsets within an image, in row-major order; what lies in the padding is left out.
    std::vector<std::int64_t> offsets;
    /// Window elements inside the image or its declared padding.
    std::int64_t paddedCount = 0;
};

/// Calls `f(outputOffset, window)` for every output element of an image, in order.
template <typename F>
void forEachWindow(const PoolGeometry &geometry, F &&f);

void collectWindow(const PoolGeometry &geometry, const std::vector<std::int64_t> &position, PoolWindow &window);
bool nextPosition(std::vector<std::int64_t> &position, const std::vector<std::int64_t> &extents);

template <typename F>
void forEachWindow(const PoolGeometry &geometry, F &&f)
{
    const std::int64_t count = geometry.outImage();
    std::vector<std::int64_t> position(geometry.out.size(), 0);
    PoolWindow window;
    for (std::int64_t o = 0; o < count; ++o) {
        collectWindow(geometry, position, window);
        f(o, window);
        nextPosition(position, geometry.out);
    }
}

/// Output `output` of a pool over input 0.
Status inferPool(InferContext &context, int output, DType dtype);
/// Output 0 of a global pool: [N, C, 1, …].
Status inferGlobalPool(InferContext &context);
Cost poolCost(const NodeView &node, const CostShapes &shapes);
Cost globalPoolCost(const CostShapes &shapes);

} // namespace halftone
