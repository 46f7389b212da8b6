// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/grid_sample.h"
#include "core/ops/lowering.h"

#include <limits>

namespace halftone {

namespace {

std::optional<Refusal> lowerGridSample(LowerContext &context)
{
    const Shape &x = context.inputShape(0);
    const Shape &grid = context.inputShape(1);
    const std::string mode = context.node().stringAttribute("mode", "linear");
    const std::string padding = context.node().stringAttribute("padding_mode", "zeros");
    if ((mode != "linear" && mode != "bilinear") || (padding != "zeros" && padding != "border"))
        return context.refuse("mode");
    if (x.rank() != 4 || grid.rank() != 4 || grid[3] != 2 || grid[0] != x[0] || context.inputType(0) != DType::Float
        || context.inputType(1) != DType::Float || x[2] * x[3] > std::numeric_limits<std::int32_t>::max())
        return context.refuse("type or rank");
    LinearGridSample sample{x[0], x[1], x[2], x[3], grid[1] * grid[2]};
    sample.alignCorners = context.node().intAttribute("align_corners", 0) != 0;
    sample.toBorder = padding == "border";
    return context.kernel("grid", {0, 1}, [sample](std::byte *const *at) {
        sampleGrid(
            sample, reinterpret_cast<const float *>(at[0]), reinterpret_cast<const float *>(at[1]), reinterpret_cast<float *>(at[2]));
    });
}

} // namespace

HALFTONE_LOWERING(GridSample, "", "GridSample", lowerGridSample)

} // namespace halftone
