// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/image.h"

#include <vector>

namespace halftone {

/// A picture of real numbers while it is being prepared: rows from the top, pixels interleaved.
struct FloatImage
{
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<float> pixels;
};

FloatImage toFloatImage(const Image &image);
/// Bilinear with a triangle filter as wide as the reduction (antialiased), in both directions separately. Pixel centres at
/// half integers, edges renormalized: what Pillow's BILINEAR and torch's antialias=True compute.
FloatImage resampled(const FloatImage &image, int width, int height);
/// The middle part; odd remainders go right and below.
FloatImage centreCropped(const FloatImage &image, int width, int height);

} // namespace halftone
