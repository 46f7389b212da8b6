// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <vector>

namespace halftone {

/// Where the elements of a box lie in a tensor: the first one and the step along each axis, in elements. Steps may be
/// zero (repeat) or negative (reverse).
struct StridedPlace
{
    std::int64_t offset = 0;
    std::vector<std::int64_t> strides;
};

/// Copies a box of `extents` elements from `source` to `target`, tensors of one type that is not sub-byte. The caller makes
/// sure that both places lie within their tensors.
void copyStrided(const Tensor &source, const StridedPlace &from, Tensor &target, const StridedPlace &to, const Shape &extents);

/// The place of a whole tensor of `shape`.
StridedPlace densePlace(const Shape &shape);

/// Copies `count` consecutive elements between tensors of one type that is not sub-byte.
void copyElements(const Tensor &source, std::int64_t from, Tensor &target, std::int64_t to, std::int64_t count);

} // namespace halftone
