// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/lowered_window.h"

#include <algorithm>

namespace halftone {

std::optional<LoweredWindow> lowerWindow(const Node &node, const Shape &input, const Shape &output, const std::vector<std::int64_t> &kernel)
{
    const auto spatial = static_cast<std::size_t>(std::max(0, input.rank() - 2));
    if (spatial == 0 || kernel.size() != spatial || output.rank() != input.rank())
        return std::nullopt;
    LoweredWindow window;
    window.strides = node.intsAttribute("strides");
    window.dilations = node.intsAttribute("dilations");
    const auto pads = node.intsAttribute("pads");
    if (window.strides.empty())
        window.strides.assign(spatial, 1);
    if (window.dilations.empty())
        window.dilations.assign(spatial, 1);
    const auto positive = [](std::int64_t number) { return number > 0; };
    if (window.strides.size() != spatial || window.dilations.size() != spatial || (!pads.empty() && pads.size() != 2 * spatial)
        || !std::all_of(window.strides.begin(), window.strides.end(), positive)
        || !std::all_of(window.dilations.begin(), window.dilations.end(), positive) || !std::all_of(kernel.begin(), kernel.end(), positive))
        return std::nullopt;
    const std::string mode = node.stringAttribute("auto_pad", "NOTSET");
    for (std::size_t i = 0; i < spatial; ++i) {
        const int axis = static_cast<int>(i) + 2;
        // What the last window covers decides the padding after the input: oneDNN wants it exact, also negative.
        const std::int64_t covered = (output[axis] - 1) * window.strides[i] + (kernel[i] - 1) * window.dilations[i] + 1;
        const std::int64_t total = covered - input[axis];
        std::int64_t begin = pads.empty() ? 0 : pads[i];
        if (mode == "SAME_UPPER")
            begin = std::max<std::int64_t>(total, 0) / 2;
        else if (mode == "SAME_LOWER")
            begin = std::max<std::int64_t>(total, 0) - std::max<std::int64_t>(total, 0) / 2;
        else if (mode == "VALID")
            begin = 0;
        if (begin < 0)
            return std::nullopt;
        window.padsBegin.push_back(begin);
        window.padsEnd.push_back(total - begin);
    }
    return window;
}

} // namespace halftone
