// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/lower_context.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// Strides, dilations and pads of a convolution or pool with auto_pad resolved against concrete shapes.
struct LoweredWindow
{
    std::vector<std::int64_t> strides;
    std::vector<std::int64_t> dilations;
    std::vector<std::int64_t> padsBegin;
    std::vector<std::int64_t> padsEnd;
};

/// Nothing when attributes contradict the input's rank or are no positive numbers. `output` is the known output shape.
std::optional<LoweredWindow> lowerWindow(
    const Node &node, const Shape &input, const Shape &output, const std::vector<std::int64_t> &kernel);

} // namespace halftone
