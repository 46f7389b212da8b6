// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/reduce.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

namespace halftone {

namespace {

/// One stretch of results: first row copied, the others combined into it.
struct Stretch
{
    const float *from;
    float *to;
    std::int64_t length;
    std::int64_t count;
    std::int64_t pitch;
};

template <typename Operation>
inline __attribute__((always_inline)) void combine(const Stretch &given, Operation operation)
{
    const Stretch s = given;
    for (std::int64_t i = 0; i < s.length; ++i)
        s.to[i] = s.from[i];
    for (std::int64_t row = 1; row < s.count; ++row) {
        const float *const from = s.from + row * s.pitch;
        for (std::int64_t i = 0; i < s.length; ++i)
            s.to[i] = operation(s.to[i], from[i]);
    }
}

HALFTONE_CLONES void sumStretch(const Stretch &stretch)
{
    combine(stretch, [](float a, float b) { return a + b; });
}
HALFTONE_CLONES void meanStretch(const Stretch &stretch)
{
    combine(stretch, [](float a, float b) { return a + b; });
    const auto count = static_cast<float>(stretch.count);
    for (std::int64_t i = 0; i < stretch.length; ++i)
        stretch.to[i] /= count;
}
/// Not a number wins over every number.
HALFTONE_CLONES void maxStretch(const Stretch &stretch)
{
    combine(stretch, [](float a, float b) { return b > a || b != b ? b : a; });
}
HALFTONE_CLONES void minStretch(const Stretch &stretch)
{
    combine(stretch, [](float a, float b) { return b < a || b != b ? b : a; });
}

/// The extreme of one row: of its stretches side by side, then of those results.
float extremeOf(void (*function)(const Stretch &), const float *row, std::int64_t count)
{
    constexpr std::int64_t kLanes = 16;
    float lanes[2 * kLanes];
    std::int64_t filled = 0;
    if (const std::int64_t rows = count / kLanes; rows > 0) {
        function({row, lanes, kLanes, rows, kLanes});
        filled = kLanes;
    }
    for (std::int64_t i = count / kLanes * kLanes; i < count; ++i)
        lanes[filled++] = row[i];
    float result = 0;
    function({lanes, &result, 1, filled, 1});
    return result;
}

} // namespace

void reduceMiddle(ReduceKind kind, const float *from, float *to, std::int64_t outer, std::int64_t count, std::int64_t inner)
{
    if (inner == 1 && (kind == ReduceKind::Max || kind == ReduceKind::Min)) {
        parallelRanges(outer, 64, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                to[i] = extremeOf(kind == ReduceKind::Max ? maxStretch : minStretch, from + i * count, count);
        });
        return;
    }
    void (*const functions[])(const Stretch &) = {meanStretch, sumStretch, maxStretch, minStretch};
    auto *const function = functions[static_cast<int>(kind)];
    /// Results that stay in the first cache while rows are combined into them.
    constexpr std::int64_t kStretch = 1024;
    const std::int64_t stretches = (inner + kStretch - 1) / kStretch;
    parallelRanges(outer * stretches, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t at = i % stretches * kStretch;
            const std::int64_t row = i / stretches;
            function({from + row * count * inner + at, to + row * inner + at, std::min(kStretch, inner - at), count, inner});
        }
    });
}

} // namespace halftone
