// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/grid_sample.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <bit>
#include <cmath>

namespace halftone {

namespace {

/// Positions whose neighbours are found once for all channels.
constexpr std::int64_t kSome = 128;

/// By position the four neighbours: where, how much, and all ones where there is one.
struct Neighbours
{
    std::int32_t offset[4][kSome];
    float weight[4][kSome];
    std::uint32_t exists[4][kSome];
};

double onAxis(float normalized, std::int64_t size, const LinearGridSample &sample)
{
    const auto last = static_cast<double>(size - 1);
    const auto given = static_cast<double>(normalized);
    double x = sample.alignCorners ? (given + 1) / 2 * last : ((given + 1) * static_cast<double>(size) - 1) / 2;
    x = std::isfinite(x) ? std::clamp(x, -1e15, 1e15) : -1e15;
    return sample.toBorder ? std::clamp(x, 0.0, last) : x;
}

void find(const LinearGridSample &sample, const float *grid, std::int64_t count, Neighbours &found)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const double x = onAxis(grid[2 * i], sample.width, sample);
        const double y = onAxis(grid[2 * i + 1], sample.height, sample);
        const double left = std::floor(x);
        const double top = std::floor(y);
        for (int corner = 0; corner < 4; ++corner) {
            const bool isRight = corner % 2 != 0;
            const bool isLow = corner / 2 != 0;
            const double column = left + (isRight ? 1 : 0);
            const double row = top + (isLow ? 1 : 0);
            bool inside = column >= 0 && column < static_cast<double>(sample.width) && row >= 0 && row < static_cast<double>(sample.height);
            const double weight = (isRight ? x - left : 1 - (x - left)) * (isLow ? y - top : 1 - (y - top));
            std::int32_t offset
                = inside ? static_cast<std::int32_t>(row) * static_cast<std::int32_t>(sample.width) + static_cast<std::int32_t>(column) : 0;
            if (sample.toBorder && !inside) {
                // Beside the last row or column: the border again, with weight 0.
                offset = static_cast<std::int32_t>(std::min(row, static_cast<double>(sample.height - 1)))
                        * static_cast<std::int32_t>(sample.width)
                    + static_cast<std::int32_t>(std::min(column, static_cast<double>(sample.width - 1)));
                inside = true;
            }
            found.offset[corner][i] = offset;
            found.weight[corner][i] = static_cast<float>(weight);
            found.exists[corner][i] = inside ? ~0U : 0U;
        }
    }
}

HALFTONE_CLONES void readPlane(const float *plane, const Neighbours &at, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        float sum = 0;
        for (int corner = 0; corner < 4; ++corner) {
            const float part = at.weight[corner][i] * plane[at.offset[corner][i]];
            sum += std::bit_cast<float>(std::bit_cast<std::uint32_t>(part) & at.exists[corner][i]);
        }
        to[i] = sum;
    }
}

} // namespace

void sampleGrid(const LinearGridSample &sample, const float *image, const float *grid, float *result)
{
    const std::int64_t blocks = (sample.positions + kSome - 1) / kSome;
    const std::int64_t plane = sample.height * sample.width;
    parallelRanges(sample.batch * blocks, 1, [&](std::int64_t begin, std::int64_t end) {
        Neighbours neighbours;
        for (std::int64_t block = begin; block < end; ++block) {
            const std::int64_t n = block / blocks;
            const std::int64_t first = block % blocks * kSome;
            const std::int64_t count = std::min(kSome, sample.positions - first);
            find(sample, grid + 2 * (n * sample.positions + first), count, neighbours);
            for (std::int64_t c = 0; c < sample.channels; ++c)
                readPlane(image + (n * sample.channels + c) * plane, neighbours,
                    result + (n * sample.channels + c) * sample.positions + first, count);
        }
    });
}

} // namespace halftone
