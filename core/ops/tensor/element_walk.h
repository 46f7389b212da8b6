// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/shape.h"

#include <vector>

namespace halftone {

/// Calls f(linear, position) for every element of `shape` in row-major order; f returns a Status and may stop the walk.
template <typename F>
Status walkElements(const Shape &shape, F &&f)
{
    const std::int64_t count = shape.count();
    std::vector<std::int64_t> position(static_cast<std::size_t>(shape.rank()), 0);
    for (std::int64_t linear = 0; linear < count; ++linear) {
        HALFTONE_CHECK(f(linear, position));
        for (int axis = shape.rank() - 1; axis >= 0; --axis) {
            if (++position[static_cast<std::size_t>(axis)] < shape[axis])
                break;
            position[static_cast<std::size_t>(axis)] = 0;
        }
    }
    return {};
}

} // namespace halftone
