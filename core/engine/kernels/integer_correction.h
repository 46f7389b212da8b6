// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace halftone {

/// Σ (x − zx)·(w − zw) = Σ x·w − zx·Σ w − zw·Σ x + taps·zx·zw: what turns sums of products of 8-bit integers into those of integers
/// less their zero points. All arithmetic wraps at 32 bits.
struct IntegerCorrection
{
    /// Products in one sum.
    std::int64_t taps = 0;
    std::int64_t channels = 0;
    /// By channel: Σ w, and zw.
    const std::int32_t *weightSums = nullptr;
    const std::int32_t *weightZeros = nullptr;
    std::int32_t inputZero = 0;
};

/// A zero point of either 8-bit type.
std::int32_t zeroPointAt(const std::byte *zero, bool isSigned);

/// Sums of `rows` × channels, whose inputs are rows of `correction.taps` 8-bit integers at `inputs`. Those are not read when no
/// channel has a zero point (`hasWeightZeros`).
void correctRows(std::int32_t *sums, const std::byte *inputs, bool isSigned, std::int64_t rows, const IntegerCorrection &correction,
    bool hasWeightZeros);

/// Sums of `rows` × channels become floats, where they lie: sum · (aScale · scale) + bias, with one scale or one a channel. No bias: null.
void scaleRows(
    std::byte *sums, std::int64_t rows, std::int64_t channels, float aScale, const float *scales, bool perChannel, const float *bias);

/// The window that moves over an image without padding; a one-dimensional image has height 1.
struct IntegerWindow
{
    std::int64_t batch = 1;
    std::int64_t groups = 1;
    std::int64_t channels = 1; ///< of the input, in one group
    std::int64_t height = 1;
    std::int64_t width = 1;
    std::int64_t kernelHeight = 1;
    std::int64_t kernelWidth = 1;
    std::int64_t strideY = 1;
    std::int64_t strideX = 1;
    std::int64_t dilationY = 1;
    std::int64_t dilationX = 1;
    std::int64_t outputHeight = 1;
    std::int64_t outputWidth = 1;
};

/// The same for batch × channels × output height × width. `scratch` holds batch · groups · height · width integers.
void correctImages(std::int32_t *sums, const std::byte *inputs, bool isSigned, std::int32_t *scratch, const IntegerWindow &window,
    const IntegerCorrection &correction, bool hasWeightZeros);

/// Copies images into frames whose margin holds `value`; what reaches beyond a frame is left out.
void padImages(const std::byte *from, std::byte *to, std::int64_t images, std::int64_t height, std::int64_t width, std::int64_t top,
    std::int64_t left, std::int64_t paddedHeight, std::int64_t paddedWidth, std::byte value);

} // namespace halftone
