// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <vector>

namespace halftone {

/// Axes of an image tensor with channels moved from last to second place, or back; identity when `channelsLast` is false.
std::vector<Dim> toChannelsFirst(const std::vector<Dim> &dims, bool channelsLast);
std::vector<Dim> toChannelsLast(const std::vector<Dim> &dims, bool channelsLast);

/// Mean pooling of quantized input 0 (scale and zero point in 1 and 2) to output 0 (in 3 and 4), over the window the node
/// describes or, `global`, over whole images. The attribute channels_last says where channels are.
Status computeQLinearPool(KernelContext &context, bool global);

} // namespace halftone
