// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/kernels/quantize.h"

#include <array>

namespace halftone {

/// Windows of an average over 8-bit images that lie channels last, up to three spatial axes (missing ones first, of size 1).
struct AverageWindows
{
    std::int64_t batch = 1;
    std::int64_t channels = 1;
    std::array<std::int64_t, 3> input{1, 1, 1};
    std::array<std::int64_t, 3> output{1, 1, 1};
    std::array<std::int64_t, 3> kernel{1, 1, 1};
    std::array<std::int64_t, 3> strides{1, 1, 1};
    std::array<std::int64_t, 3> dilations{1, 1, 1};
    std::array<std::int64_t, 3> pads{0, 0, 0};
    /// Padding counts as zeros.
    bool countsPadding = false;
};

/// Each result is quantize(mean of what the window's elements stand for); no window may be empty.
void quantizedAverage(const std::byte *from, std::byte *to, const AverageWindows &windows, const Affine &forInput, const Affine &forResult);

} // namespace halftone
