// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"

#include <vector>

namespace halftone {

/// A buffer of a plan that may lie outside the arena, in the caller's input or in a tensor to be given away, instead of being
/// copied: another one each run.
struct OutsideBuffer
{
    BufferId buffer = -1;
    bool isInput = false;
    /// Of the input or output.
    std::size_t index = 0;
    /// The steps that hold its address.
    std::vector<std::size_t> steps;
};

/// Large inputs that nothing writes to and large outputs that have a buffer to themselves, with few users each. None where
/// values lie outside of buffers, which may keep addresses.
std::vector<OutsideBuffer> outsideBuffers(const Plan &plan);

/// As primitives like it.
bool isAligned(const std::byte *address);

} // namespace halftone
