// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/shape.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace halftone {

/// oneDNN's own description of a layout; complete only inside core/engine/dnnl.
struct DnnlDesc;

/// How the elements of an activation lie: strides over the outer dimensions and at most one inner block.
/// A null LayoutPtr means row-major without gaps.
struct Layout
{
    /// In elements, per logical axis; of blocks where the axis is blocked.
    std::vector<std::int64_t> strides;
    int blockAxis = -1;
    std::int64_t block = 1;
    /// Bytes the whole buffer takes, padding included.
    std::int64_t bytes = 0;
    std::shared_ptr<const DnnlDesc> desc;
};
using LayoutPtr = std::shared_ptr<const Layout>;

/// True when reading the buffer row-major gives the same elements (dimensions of size one do not matter).
bool isRowMajor(const Layout *layout, const Shape &shape);
/// A layout of strides alone, without blocks.
LayoutPtr stridedLayout(std::vector<std::int64_t> strides);

} // namespace halftone
