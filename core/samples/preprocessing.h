// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// How a picture becomes a tensor: resize, centre crop, channels, (x · scale − mean) / std, layout, in this order.
struct Preprocessing
{
    struct Size
    {
        int width = 0;
        int height = 0;
        friend bool operator==(const Size &, const Size &) = default;
    };
    enum class Channels { Rgb, Bgr, Gray };
    enum class Layout { Nchw, Nhwc };

    /// Exact size, aspect ratio not kept ("resize=320x240", width first).
    std::optional<Size> resize;
    /// Length of the shorter side, aspect ratio kept ("resize=256").
    std::optional<int> resizeShorter;
    /// Part cut from the middle ("crop=224", "crop=320x240").
    std::optional<Size> crop;
    std::optional<Channels> channels;
    std::optional<double> scale;
    /// One value for all channels or one a channel, in the order of `channels`.
    std::vector<double> mean;
    std::vector<double> std;
    std::optional<Layout> layout;

    friend bool operator==(const Preprocessing &, const Preprocessing &) = default;
};

/// Reads "resize=256,crop=224,channels=rgb,scale=1/255,mean=0.5,std=0.5,layout=nchw"; everything may be left out.
Result<Preprocessing> parsePreprocessing(const std::string &text);
/// What parsePreprocessing() reads.
std::string preprocessingText(const Preprocessing &preprocessing);

} // namespace halftone
