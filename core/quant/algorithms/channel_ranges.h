// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace halftone {

/// Ranges of an activation that is quantized with a scale for each channel.
struct ChannelRanges
{
    /// Counted from 0.
    int axis = 1;
    /// One a channel.
    std::vector<float> minimum;
    std::vector<float> maximum;
};

/// By value name.
using ChannelRangesByName = std::map<std::string, ChannelRanges>;

} // namespace halftone
