// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <array>
#include <cstdint>

namespace halftone {

/// What Crop keeps along height and width: from `start` on, up to `end`, which counts from the end where it is not above 0.
struct CropWindow
{
    std::array<std::int64_t, 2> start{};
    std::array<std::int64_t, 2> end{};
};

/// From the attributes `border` (left, top, right, bottom) and `scale` (height, width).
Result<CropWindow> cropWindow(const Node &node);

} // namespace halftone
