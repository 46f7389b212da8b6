// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// %1 what was found.
inline constexpr ErrorCode kImageFormat{"samples.image-format"};
/// %1 what the decoder says.
inline constexpr ErrorCode kImageDamaged{"samples.image-damaged"};
/// %1 width, %2 height, %3 pixels allowed.
inline constexpr ErrorCode kImageTooLarge{"samples.image-too-large"};
} // namespace errc

/// A decoded picture: 8-bit samples, rows from the top, pixels interleaved, alpha blended onto white.
struct Image
{
    int width = 0;
    int height = 0;
    /// 1 for grey pictures, 3 for red, green, blue.
    int channels = 3;
    std::vector<std::uint8_t> pixels;
};

/// Reads picture files. Thread-safe. Formats are known by content, not by name: PNG, JPEG, BMP, WebP; nothing else is tried.
class ImageDecoder
{
public:
    virtual ~ImageDecoder() = default;
    virtual Result<Image> decode(const std::string &path) const = 0;
};

} // namespace halftone
