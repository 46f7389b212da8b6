// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/clamp.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

namespace halftone {

namespace {

HALFTONE_CLONES void clampRange(const float *from, float *to, std::int64_t count, float low, float high)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float raised = from[i] < low ? low : from[i];
        to[i] = raised > high ? high : raised;
    }
}

} // namespace

void clampElements(const float *from, float *to, std::int64_t count, float low, float high)
{
    constexpr std::int64_t kGrain = 4096;
    parallelRanges(
        count, kGrain, [&](std::int64_t begin, std::int64_t end) { clampRange(from + begin, to + begin, end - begin, low, high); });
}

} // namespace halftone
