// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/broadcast.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <cmath>

namespace halftone {

namespace {

/// Innermost loop; steps are 0 or 1, which the three branches make known to the vectorizer.
template <typename Operation>
inline __attribute__((always_inline)) void innerLoop(
    const float *a, const float *b, float *c, std::int64_t count, std::int64_t stepA, std::int64_t stepB, Operation operation)
{
    if (stepA && stepB) {
        for (std::int64_t i = 0; i < count; ++i)
            c[i] = operation(a[i], b[i]);
    } else if (stepA) {
        const float right = b[0];
        for (std::int64_t i = 0; i < count; ++i)
            c[i] = operation(a[i], right);
    } else if (stepB) {
        const float left = a[0];
        for (std::int64_t i = 0; i < count; ++i)
            c[i] = operation(left, b[i]);
    } else {
        const float value = operation(a[0], b[0]);
        for (std::int64_t i = 0; i < count; ++i)
            c[i] = value;
    }
}

using Inner = void (*)(const float *, const float *, float *, std::int64_t, std::int64_t, std::int64_t);

HALFTONE_CLONES void addInner(const float *a, const float *b, float *c, std::int64_t n, std::int64_t stepA, std::int64_t stepB)
{
    innerLoop(a, b, c, n, stepA, stepB, [](float x, float y) { return x + y; });
}
HALFTONE_CLONES void subInner(const float *a, const float *b, float *c, std::int64_t n, std::int64_t stepA, std::int64_t stepB)
{
    innerLoop(a, b, c, n, stepA, stepB, [](float x, float y) { return x - y; });
}
HALFTONE_CLONES void mulInner(const float *a, const float *b, float *c, std::int64_t n, std::int64_t stepA, std::int64_t stepB)
{
    innerLoop(a, b, c, n, stepA, stepB, [](float x, float y) { return x * y; });
}
HALFTONE_CLONES void divInner(const float *a, const float *b, float *c, std::int64_t n, std::int64_t stepA, std::int64_t stepB)
{
    innerLoop(a, b, c, n, stepA, stepB, [](float x, float y) { return x / y; });
}
HALFTONE_CLONES void minInner(const float *a, const float *b, float *c, std::int64_t n, std::int64_t stepA, std::int64_t stepB)
{
    innerLoop(a, b, c, n, stepA, stepB, [](float x, float y) { return x != x || x < y ? x : y; });
}
HALFTONE_CLONES void maxInner(const float *a, const float *b, float *c, std::int64_t n, std::int64_t stepA, std::int64_t stepB)
{
    innerLoop(a, b, c, n, stepA, stepB, [](float x, float y) { return x != x || x > y ? x : y; });
}

} // namespace

BroadcastLoops broadcastLoops(const Shape &a, const Shape &b, const Shape &result)
{
    const auto stridesFor = [&](const Shape &shape) {
        std::vector<std::int64_t> strides(static_cast<std::size_t>(result.rank()), 0);
        const auto own = shape.strides();
        const int missing = result.rank() - shape.rank();
        for (int axis = 0; axis < shape.rank(); ++axis)
            if (shape[axis] != 1)
                strides[static_cast<std::size_t>(axis + missing)] = own[static_cast<std::size_t>(axis)];
        return strides;
    };
    const auto strideA = stridesFor(a);
    const auto strideB = stridesFor(b);
    BroadcastLoops loops;
    for (int axis = 0; axis < result.rank(); ++axis) {
        const auto i = static_cast<std::size_t>(axis);
        if (result[axis] == 1)
            continue;
        if (!loops.extent.empty() && loops.strideA.back() == strideA[i] * result[axis]
            && loops.strideB.back() == strideB[i] * result[axis]) {
            loops.extent.back() *= result[axis];
            loops.strideA.back() = strideA[i];
            loops.strideB.back() = strideB[i];
            continue;
        }
        loops.extent.push_back(result[axis]);
        loops.strideA.push_back(strideA[i]);
        loops.strideB.push_back(strideB[i]);
    }
    if (loops.extent.empty()) {
        loops.extent = {1};
        loops.strideA = loops.strideB = {0};
    }
    return loops;
}

void broadcastBinary(BinaryKind kind, const float *a, const float *b, float *c, const BroadcastLoops &loops)
{
    const Inner functions[] = {addInner, subInner, mulInner, divInner, minInner, maxInner};
    const Inner inner = functions[static_cast<int>(kind)];
    const std::size_t depth = loops.extent.size() - 1;
    const std::int64_t width = loops.extent[depth];
    std::int64_t rows = 1;
    for (std::size_t axis = 0; axis < depth; ++axis)
        rows *= loops.extent[axis];
    constexpr std::int64_t kGrain = 8192;
    if (depth == 0) {
        parallelRanges(width, kGrain, [&](std::int64_t begin, std::int64_t end) {
            inner(a + begin * loops.strideA[0], b + begin * loops.strideB[0], c + begin, end - begin, loops.strideA[0], loops.strideB[0]);
        });
        return;
    }
    parallelRanges(rows, std::max<std::int64_t>(1, kGrain / width), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            std::int64_t offsetA = 0;
            std::int64_t offsetB = 0;
            std::int64_t rest = row;
            for (std::size_t axis = depth; axis-- > 0;) {
                const std::int64_t index = rest % loops.extent[axis];
                rest /= loops.extent[axis];
                offsetA += index * loops.strideA[axis];
                offsetB += index * loops.strideB[axis];
            }
            inner(a + offsetA, b + offsetB, c + row * width, width, loops.strideA[depth], loops.strideB[depth]);
        }
    });
}

} // namespace halftone
