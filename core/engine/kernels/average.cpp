// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/average.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Channels whose sums are kept at a time.
constexpr std::int64_t kChannels = 256;
/// Elements of windows that are worth a thread.
constexpr std::int64_t kGrain = 32768;

HALFTONE_CLONES void addRow(std::int32_t *sums, const std::uint8_t *row, std::int64_t count, std::uint8_t flip)
{
    for (std::int64_t i = 0; i < count; ++i)
        sums[i] += static_cast<std::uint8_t>(row[i] ^ flip);
}

struct Requantized
{
    std::int64_t subtract; ///< What zero points and flipped signs add up to.
    double factor;
    float scale;
    float low;
    float high;
    std::int32_t zeroPoint;
};

HALFTONE_CLONES void finishRow(const std::int32_t *sums, std::uint8_t *to, std::int64_t count, const Requantized &result)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const auto mean = static_cast<float>(static_cast<double>(sums[i] - result.subtract) * result.factor);
        float rounded = std::nearbyint(mean / result.scale);
        rounded = rounded > result.low ? rounded : result.low;
        rounded = rounded < result.high ? rounded : result.high;
        to[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(rounded) + result.zeroPoint);
    }
}

/// Taps of a window along one axis that meet the image.
struct Taps
{
    std::int64_t first = 0;
    std::int64_t count = 0;

    Taps(const AverageWindows &windows, std::size_t axis, std::int64_t position)
    {
        const std::int64_t step = windows.dilations[axis];
        const std::int64_t start = position * windows.strides[axis] - windows.pads[axis];
        const std::int64_t skipped = start < 0 ? (-start + step - 1) / step : 0;
        first = start + skipped * step;
        const std::int64_t fit = first < windows.input[axis] ? (windows.input[axis] - first + step - 1) / step : 0;
        count = std::max<std::int64_t>(std::min(windows.kernel[axis] - skipped, fit), 0);
    }
};

} // namespace

void quantizedAverage(const std::byte *from, std::byte *to, const AverageWindows &windows, const Affine &forInput, const Affine &forResult)
{
    const auto *const elements = reinterpret_cast<const std::uint8_t *>(from);
    auto *const results = reinterpret_cast<std::uint8_t *>(to);
    const auto flip = static_cast<std::uint8_t>(forInput.isSigned ? 128 : 0);
    const std::int32_t zero = forInput.zeroPoint + flip;
    const int lowest = forResult.isSigned ? -128 : 0;
    const std::int64_t taps = windows.kernel[0] * windows.kernel[1] * windows.kernel[2];
    const std::int64_t groups = (windows.channels + kChannels - 1) / kChannels;
    const std::int64_t positions = windows.output[0] * windows.output[1] * windows.output[2];
    const auto one = [&](std::int64_t n, std::int64_t position, std::int64_t group) {
        const std::int64_t begin = group * kChannels;
        const std::int64_t count = std::min(kChannels, windows.channels - begin);
        const Taps x(windows, 2, position % windows.output[2]);
        const Taps y(windows, 1, position / windows.output[2] % windows.output[1]);
        const Taps z(windows, 0, position / windows.output[2] / windows.output[1]);
        std::int32_t sums[kChannels] = {};
        for (std::int64_t k = 0; k < z.count; ++k) {
            for (std::int64_t j = 0; j < y.count; ++j) {
                const std::int64_t plane = (n * windows.input[0] + z.first + k * windows.dilations[0]) * windows.input[1];
                const std::int64_t line = (plane + y.first + j * windows.dilations[1]) * windows.input[2];
                for (std::int64_t i = 0; i < x.count; ++i)
                    addRow(sums, elements + (line + x.first + i * windows.dilations[2]) * windows.channels + begin, count, flip);
            }
        }
        const std::int64_t met = x.count * y.count * z.count;
        const auto size = static_cast<double>(std::max<std::int64_t>(windows.countsPadding ? taps : met, 1));
        const Requantized result{met * zero, static_cast<double>(forInput.scale) / size, forResult.scale,
            static_cast<float>(lowest - forResult.zeroPoint), static_cast<float>(lowest + 255 - forResult.zeroPoint), forResult.zeroPoint};
        finishRow(sums, results + (n * positions + position) * windows.channels + begin, count, result);
    };
    const std::int64_t work = windows.batch * positions * groups;
    parallelRanges(work, std::max<std::int64_t>(1, kGrain / (taps * std::min(kChannels, windows.channels))),
        [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t item = first; item < last; ++item)
                one(item / groups / positions, item / groups % positions, item % groups);
        });
}

} // namespace halftone
