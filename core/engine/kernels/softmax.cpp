// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/softmax.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/exponential.h"
#include "core/engine/kernels/parallel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// Columns done together.
constexpr std::int64_t kTile = 128;

HALFTONE_CLONES void softmaxTile(const float *from, float *to, std::int64_t axis, std::int64_t stride, std::int64_t width, bool logarithm)
{
    float highest[kTile];
    float sum[kTile];
    for (std::int64_t i = 0; i < width; ++i) {
        highest[i] = from[i];
        sum[i] = 0;
    }
    for (std::int64_t a = 1; a < axis; ++a)
        for (std::int64_t i = 0; i < width; ++i)
            highest[i] = highest[i] > from[a * stride + i] ? highest[i] : from[a * stride + i];
    for (std::int64_t a = 0; a < axis; ++a)
        for (std::int64_t i = 0; i < width; ++i) {
            const float shifted = from[a * stride + i] - highest[i];
            const float value = exponentialBelow(shifted);
            to[a * stride + i] = logarithm ? shifted : value;
            sum[i] += value;
        }
    if (logarithm) {
        for (std::int64_t i = 0; i < width; ++i)
            sum[i] = std::log(sum[i]);
        for (std::int64_t a = 0; a < axis; ++a)
            for (std::int64_t i = 0; i < width; ++i)
                to[a * stride + i] -= sum[i];
        return;
    }
    for (std::int64_t i = 0; i < width; ++i)
        sum[i] = 1.0F / sum[i];
    for (std::int64_t a = 0; a < axis; ++a)
        for (std::int64_t i = 0; i < width; ++i)
            to[a * stride + i] *= sum[i];
}

/// A row with NaN or +∞ in it, or of −∞ alone; on bits, which the vectorizer takes as they are.
HALFTONE_CLONES bool isUndefined(const float *row, std::int64_t width)
{
    constexpr std::uint32_t kInfinity = 0x7F800000U;
    constexpr std::uint32_t kSign = 0x80000000U;
    std::uint32_t bad = 0;
    std::uint32_t other = 0;
    for (std::int64_t i = 0; i < width; ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(row[i]);
        bad |= static_cast<std::uint32_t>(bits << 1 > kInfinity << 1) | static_cast<std::uint32_t>(bits == kInfinity);
        other |= bits ^ (kInfinity | kSign);
    }
    return bad != 0 || other == 0;
}

} // namespace

void markUndefinedRows(const float *from, float *to, std::int64_t rows, std::int64_t width)
{
    constexpr std::int64_t kGrain = 64;
    parallelRanges(rows, kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            if (isUndefined(from + row * width, width))
                std::fill_n(to + row * width, width, std::numeric_limits<float>::quiet_NaN());
    });
}

void softmaxColumns(const float *from, float *to, std::int64_t outer, std::int64_t axis, std::int64_t inner, bool logarithm)
{
    const std::int64_t tiles = (inner + kTile - 1) / kTile;
    parallelRanges(outer * tiles, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t tile = begin; tile < end; ++tile) {
            const std::int64_t column = tile % tiles * kTile;
            const std::int64_t offset = tile / tiles * axis * inner + column;
            softmaxTile(from + offset, to + offset, axis, inner, std::min(kTile, inner - column), logarithm);
        }
    });
}

} // namespace halftone
