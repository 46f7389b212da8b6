// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/dnnl/support.h"

#include <optional>
#include <vector>

namespace halftone::dnnlsupport {

/// A way several tensors can lie so that joining them along one axis is putting rows side by side: axes in the order of
/// memory, or row-major blocks of channels.
struct RowOrder
{
    /// Outermost first.
    std::vector<int> axes;
    /// Channels a block (axis 1), 0 when there are no blocks; then `axes` is row-major.
    int block = 0;
};

/// The order in which a tensor lies; nothing when the engine's kernels do not know its layout.
std::optional<RowOrder> rowOrderOf(const Shape &shape, const Place &place);

/// Number of rows of a result joined along `axis`; nothing when its rows would not be one run of memory.
std::optional<std::int64_t> rowCount(const RowOrder &order, const Shape &result, int axis);

/// Elements from one row of an operand to the next, when it lies in that order and its rows have no gaps.
std::optional<std::int64_t> rowPitch(const RowOrder &order, const Shape &shape, const Place &place, int axis);

/// A tensor in that order without gaps; nothing when its channels are no whole blocks.
std::optional<Desc> descInOrder(const RowOrder &order, DType type, const Shape &shape);

} // namespace halftone::dnnlsupport
