// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// GridSample of [batch, channels, height, width] at [batch, positions, (x, y)], between four neighbours, in single precision.
struct LinearGridSample
{
    std::int64_t batch = 1;
    std::int64_t channels = 1;
    std::int64_t height = 1;
    std::int64_t width = 1;
    std::int64_t positions = 1;
    bool alignCorners = false;
    /// Positions outside are moved to the border; else there are zeros.
    bool toBorder = false;
};

void sampleGrid(const LinearGridSample &sample, const float *image, const float *grid, float *result);

} // namespace halftone
