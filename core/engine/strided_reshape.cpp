// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/strided_reshape.h"

namespace halftone {

std::optional<std::vector<std::int64_t>> reshapedStrides(const Shape &from, const std::vector<std::int64_t> &strides, const Shape &to)
{
    std::vector<std::int64_t> dims;
    std::vector<std::int64_t> steps;
    for (int axis = 0; axis < from.rank(); ++axis)
        if (from[axis] != 1) {
            dims.push_back(from[axis]);
            steps.push_back(strides[static_cast<std::size_t>(axis)]);
        }
    std::vector<std::int64_t> result(static_cast<std::size_t>(to.rank()), 1);
    std::size_t source = dims.size();
    int target = to.rank();
    // From the innermost axes outwards, groups of axes of equal count correspond.
    while (target > 0) {
        if (to[target - 1] == 1) {
            --target;
            continue;
        }
        if (source == 0)
            return std::nullopt;
        const std::size_t sourceEnd = source;
        const int targetEnd = target;
        std::int64_t sourceCount = dims[--source];
        std::int64_t targetCount = to[--target];
        while (sourceCount != targetCount) {
            if (sourceCount < targetCount) {
                if (source == 0)
                    return std::nullopt;
                sourceCount *= dims[--source];
            } else {
                if (target == 0)
                    return std::nullopt;
                targetCount *= to[--target];
            }
        }
        for (std::size_t axis = source; axis + 1 < sourceEnd; ++axis)
            if (steps[axis] != steps[axis + 1] * dims[axis + 1])
                return std::nullopt;
        std::int64_t step = steps[sourceEnd - 1];
        for (int axis = targetEnd - 1; axis >= target; --axis) {
            result[static_cast<std::size_t>(axis)] = step;
            step *= to[axis];
        }
    }
    return result;
}

} // namespace halftone
