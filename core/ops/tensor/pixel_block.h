// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace halftone {

/// Attribute `blocksize` of DepthToSpace and SpaceToDepth: side of a square of pixels that one channel group holds.
template <typename Context>
Result<std::int64_t> pixelBlock(const Context &context)
{
    const std::int64_t block = context.node().intAttribute("blocksize", 0);
    if (block < 1 || block > 65536)
        return context.badArgument("blocksize " + std::to_string(block), "1 … 65536");
    return block;
}

} // namespace halftone
