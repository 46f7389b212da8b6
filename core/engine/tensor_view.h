// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/dtype.h"
#include "core/tensor/shape.h"

#include <cstddef>
#include <cstdint>

namespace halftone {

/// A tensor as it lies in an executor's buffer: row-major, channels-last (NHWC), or with channels in blocks (NChw16c).
/// Logical axis 1 is the channel. Padding channels of a blocked layout are not data.
struct TensorView
{
    enum class Layout { Plain, ChannelsLast, ChannelBlocks };

    DType dtype = DType::Undefined;
    Shape shape;
    Layout layout = Layout::Plain;
    /// Channels a block, for ChannelBlocks; the channel count is padded up to a multiple of it.
    int block = 1;
    const std::byte *data = nullptr;
};

} // namespace halftone
