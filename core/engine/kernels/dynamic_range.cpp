// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/dynamic_range.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"
#include "core/engine/kernels/quantize.h"
#include "core/ops/quantization/dynamic_range.h"

#include <array>
#include <mutex>

namespace halftone {

namespace {

constexpr std::int64_t kGrain = 8192;

/// Comparisons with NaN are false, so it changes neither bound.
HALFTONE_CLONES void extremes(const float *from, std::int64_t count, float *low, float *high)
{
    constexpr std::int64_t kLanes = 16;
    std::array<float, kLanes> lows{};
    std::array<float, kLanes> highs{};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            const float value = from[i + lane];
            const auto at = static_cast<std::size_t>(lane);
            lows[at] = value < lows[at] ? value : lows[at];
            highs[at] = value > highs[at] ? value : highs[at];
        }
    }
    for (; i < count; ++i) {
        lows[0] = from[i] < lows[0] ? from[i] : lows[0];
        highs[0] = from[i] > highs[0] ? from[i] : highs[0];
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        *low = lows[lane] < *low ? lows[lane] : *low;
        *high = highs[lane] > *high ? highs[lane] : *high;
    }
}

} // namespace

void quantizeDynamically(const float *from, std::byte *to, std::int64_t count, float *scale, std::byte *zeroPoint)
{
    float low = 0;
    float high = 0;
    std::mutex mutex;
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) {
        float ownLow = 0;
        float ownHigh = 0;
        extremes(from + begin, end - begin, &ownLow, &ownHigh);
        const std::scoped_lock lock(mutex);
        low = std::min(low, ownLow);
        high = std::max(high, ownHigh);
    });
    const std::array bounds{low, high};
    const DynamicRange range = dynamicRange(bounds);
    quantize(from, to, count, {range.scale, range.zeroPoint, false});
    *scale = range.scale;
    *zeroPoint = static_cast<std::byte>(range.zeroPoint);
}

} // namespace halftone
