// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/integer_correction.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace halftone {

namespace {

std::uint32_t wrapped(std::int64_t value) { return static_cast<std::uint32_t>(value); }

/// What each sum of a channel loses whatever its input was.
std::uint32_t constantPart(const IntegerCorrection &correction, std::int64_t channel)
{
    return wrapped(correction.taps) * wrapped(correction.inputZero) * wrapped(correction.weightZeros[channel])
        - wrapped(correction.inputZero) * wrapped(correction.weightSums[channel]);
}

HALFTONE_CLONES std::int32_t sumOf(const std::uint8_t *values, std::int64_t count, std::uint8_t flip)
{
    std::int32_t sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += static_cast<std::uint8_t>(values[i] ^ flip);
    return sum - (flip ? static_cast<std::int32_t>(128 * count) : 0);
}

HALFTONE_CLONES void addBytes(std::int32_t *to, const std::uint8_t *values, std::int64_t count, std::uint8_t flip)
{
    const std::int32_t shift = flip ? 128 : 0;
    for (std::int64_t i = 0; i < count; ++i)
        to[i] += static_cast<std::int32_t>(static_cast<std::uint8_t>(values[i] ^ flip)) - shift;
}

HALFTONE_CLONES void addConstant(std::int32_t *sums, std::int64_t count, std::uint32_t value)
{
    for (std::int64_t i = 0; i < count; ++i)
        sums[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(sums[i]) + value);
}

HALFTONE_CLONES void scaleByColumn(std::int32_t *row, std::int64_t count, float aScale, const float *scales, const float *bias)
{
    for (std::int64_t i = 0; i < count; ++i)
        row[i] = std::bit_cast<std::int32_t>(static_cast<float>(row[i]) * (aScale * scales[i]) + bias[i]);
}

/// Sums of the window at every position of one line.
void windowLine(std::uint32_t *line, const std::int32_t *image, std::int64_t y, const IntegerWindow &window)
{
    std::fill_n(line, window.outputWidth, 0U);
    for (std::int64_t ky = 0; ky < window.kernelHeight; ++ky)
        for (std::int64_t kx = 0; kx < window.kernelWidth; ++kx) {
            const std::int32_t *from = image + (y * window.strideY + ky * window.dilationY) * window.width + kx * window.dilationX;
            for (std::int64_t x = 0; x < window.outputWidth; ++x)
                line[x] += static_cast<std::uint32_t>(from[x * window.strideX]);
        }
}

} // namespace

std::int32_t zeroPointAt(const std::byte *zero, bool isSigned)
{
    const auto value = std::to_integer<std::uint8_t>(*zero);
    return isSigned ? static_cast<std::int8_t>(value) : value;
}

void scaleRows(
    std::byte *sums, std::int64_t rows, std::int64_t channels, float aScale, const float *scales, bool perChannel, const float *bias)
{
    constexpr std::int64_t kSome = 1024;
    auto *const elements = reinterpret_cast<std::int32_t *>(sums);
    parallelRanges(rows, 4, [&](std::int64_t begin, std::int64_t end) {
        float factors[kSome];
        float offsets[kSome];
        for (std::int64_t first = 0; first < channels; first += kSome) {
            const std::int64_t some = std::min(kSome, channels - first);
            for (std::int64_t i = 0; i < some; ++i) {
                factors[i] = scales[perChannel ? first + i : 0];
                offsets[i] = bias ? bias[first + i] : 0.0F;
            }
            for (std::int64_t row = begin; row < end; ++row)
                scaleByColumn(elements + row * channels + first, some, aScale, factors, offsets);
        }
    });
}

void correctRows(
    std::int32_t *sums, const std::byte *inputs, bool isSigned, std::int64_t rows, const IntegerCorrection &correction, bool hasWeightZeros)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(inputs);
    parallelRanges(rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const auto inputSum = hasWeightZeros
                ? static_cast<std::uint32_t>(sumOf(bytes + row * correction.taps, correction.taps, isSigned ? 0x80 : 0))
                : 0U;
            std::int32_t *at = sums + row * correction.channels;
            for (std::int64_t channel = 0; channel < correction.channels; ++channel)
                at[channel] = static_cast<std::int32_t>(static_cast<std::uint32_t>(at[channel]) + constantPart(correction, channel)
                    - wrapped(correction.weightZeros[channel]) * inputSum);
        }
    });
}

void correctImages(std::int32_t *sums, const std::byte *inputs, bool isSigned, std::int32_t *scratch, const IntegerWindow &window,
    const IntegerCorrection &correction, bool hasWeightZeros)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(inputs);
    const std::int64_t pixels = window.height * window.width;
    const std::int64_t outputs = window.outputHeight * window.outputWidth;
    const std::int64_t perGroup = correction.channels / window.groups;
    if (!hasWeightZeros) {
        parallelRanges(window.batch * correction.channels, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                addConstant(sums + i * outputs, outputs, constantPart(correction, i % correction.channels));
        });
        return;
    }
    // Sums over channels first, then over the window.
    parallelRanges(window.batch * window.groups, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            std::fill_n(scratch + i * pixels, pixels, 0);
            for (std::int64_t channel = 0; channel < window.channels; ++channel)
                addBytes(scratch + i * pixels, bytes + (i * window.channels + channel) * pixels, pixels, isSigned ? 0x80 : 0);
        }
    });
    parallelRanges(window.batch * window.groups * window.outputHeight, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::uint32_t> line(static_cast<std::size_t>(window.outputWidth));
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t image = i / window.outputHeight;
            const std::int64_t y = i % window.outputHeight;
            windowLine(line.data(), scratch + image * pixels, y, window);
            const std::int64_t batch = image / window.groups;
            for (std::int64_t k = 0; k < perGroup; ++k) {
                const std::int64_t channel = image % window.groups * perGroup + k;
                const std::uint32_t added = constantPart(correction, channel);
                const std::uint32_t zero = wrapped(correction.weightZeros[channel]);
                std::int32_t *at = sums + ((batch * correction.channels + channel) * window.outputHeight + y) * window.outputWidth;
                for (std::int64_t x = 0; x < window.outputWidth; ++x)
                    at[x] = static_cast<std::int32_t>(static_cast<std::uint32_t>(at[x]) + added - zero * line[static_cast<std::size_t>(x)]);
            }
        }
    });
}

void padImages(const std::byte *from, std::byte *to, std::int64_t images, std::int64_t height, std::int64_t width, std::int64_t top,
    std::int64_t left, std::int64_t paddedHeight, std::int64_t paddedWidth, std::byte value)
{
    parallelRanges(images, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t image = begin; image < end; ++image) {
            std::byte *target = to + image * paddedHeight * paddedWidth;
            std::memset(target, std::to_integer<int>(value), static_cast<std::size_t>(paddedHeight * paddedWidth));
            for (std::int64_t y = 0; y < std::min(height, paddedHeight - top); ++y)
                std::memcpy(target + (top + y) * paddedWidth + left, from + (image * height + y) * width,
                    static_cast<std::size_t>(std::max(std::int64_t(0), std::min(width, paddedWidth - left))));
        }
    });
}

} // namespace halftone
