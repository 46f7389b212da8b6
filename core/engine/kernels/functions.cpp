// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/functions.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/exponential.h"
#include "core/engine/kernels/parallel.h"

#include <limits>

namespace halftone {

namespace {

constexpr std::int64_t kGrain = 2048;
#define HALFTONE_INLINE inline __attribute__((always_inline))

/// e^x for all x: halves of n as two factors, so that results near both ends of the range are right.
HALFTONE_INLINE float exponential(float x)
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const float bounded = x < -104.0F ? -104.0F : x > 89.0F ? 89.0F : x;
    const ExponentialParts parts = exponentialParts(bounded);
    const auto whole = static_cast<std::int32_t>(parts.n);
    const std::int32_t half = whole / 2;
    const float low = std::bit_cast<float>(static_cast<std::uint32_t>(half + 127) << 23);
    const float high = std::bit_cast<float>(static_cast<std::uint32_t>(whole - half + 127) << 23);
    const float value = parts.power * low * high;
    return x > 88.7228394F ? kInfinity : x < -103.972084F ? 0.0F : value;
}

/// Series near 0, elsewhere 1 − polynomial · e^−x² (C. Hastings; Abramowitz and Stegun 7.1.26, absolute error 1.5e-7).
HALFTONE_INLINE float errorFunction(float x)
{
    const float a = std::fabs(x);
    const float s = x * x;
    const float near = x
        * (1.128379167F + s * (-0.3761263890F + s * (0.1128379167F + s * (-0.02686617064F + s * (0.005223977625F - s * 0.000854832701F)))));
    const float t = 1.0F / (1.0F + 0.3275911F * a);
    const float far = 1.0F
        - t * (0.254829592F + t * (-0.284496736F + t * (1.421413741F + t * (-1.453152027F + t * 1.061405429F)))) * exponentialBelow(-s);
    const float signedFar = x < 0.0F ? -far : far;
    return a < 0.5F ? near : signedFar;
}

HALFTONE_INLINE float hyperbolicTangent(float x)
{
    const float e = exponentialBelow(-2.0F * std::fabs(x));
    const float value = (1.0F - e) / (1.0F + e);
    return x < 0.0F ? -value : value;
}

template <typename F>
HALFTONE_INLINE void each(const float *from, float *to, std::int64_t count, F f)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = f(from[i]);
}

HALFTONE_CLONES void expRange(const float *from, float *to, std::int64_t count) { each(from, to, count, exponential); }
HALFTONE_CLONES void erfRange(const float *from, float *to, std::int64_t count) { each(from, to, count, errorFunction); }
HALFTONE_CLONES void floorRange(const float *from, float *to, std::int64_t count)
{
    each(from, to, count, [](float x) { return std::floor(x); });
}
HALFTONE_CLONES void ceilRange(const float *from, float *to, std::int64_t count)
{
    each(from, to, count, [](float x) { return std::ceil(x); });
}
HALFTONE_CLONES void roundRange(const float *from, float *to, std::int64_t count)
{
    each(from, to, count, [](float x) { return std::nearbyint(x); });
}
HALFTONE_CLONES void reciprocalRange(const float *from, float *to, std::int64_t count)
{
    each(from, to, count, [](float x) { return 1.0F / x; });
}

HALFTONE_CLONES void geluRow(const float *from, const float *bias, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float x = from[i] + (bias ? bias[i] : 0.0F);
        to[i] = 0.5F * x * (1.0F + errorFunction(x * 0.70710678118654752F));
    }
}

HALFTONE_CLONES void tanhGeluRow(const float *from, const float *bias, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float x = from[i] + (bias ? bias[i] : 0.0F);
        to[i] = 0.5F * x * (1.0F + hyperbolicTangent(0.797884560802865F * (x + 0.044715F * x * x * x)));
    }
}

HALFTONE_CLONES void scaleByRow(const float *from, const float *slope, bool slopeMoves, float *to, std::int64_t count)
{
    const float one = *slope;
    if (slopeMoves)
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = from[i] < 0.0F ? from[i] * slope[i] : from[i];
    else
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = from[i] < 0.0F ? from[i] * one : from[i];
}

HALFTONE_CLONES void chooseByRow(const std::uint8_t *condition, const std::uint32_t *a, bool aMoves, const std::uint32_t *b, bool bMoves,
    std::uint32_t *to, std::int64_t count)
{
    const std::uint32_t one = *a;
    const std::uint32_t other = *b;
    if (aMoves && bMoves)
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = condition[i] ? a[i] : b[i];
    else if (aMoves)
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = condition[i] ? a[i] : other;
    else if (bMoves)
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = condition[i] ? one : b[i];
    else
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = condition[i] ? one : other;
}

} // namespace

void scaleNegatives(const float *from, const float *slope, bool slopeMoves, float *to, std::int64_t count)
{
    scaleByRow(from, slope, slopeMoves, to, count);
}

void chooseWords(const std::uint8_t *condition, bool conditionMoves, const std::uint32_t *a, bool aMoves, const std::uint32_t *b,
    bool bMoves, std::uint32_t *to, std::int64_t count)
{
    if (conditionMoves) {
        chooseByRow(condition, a, aMoves, b, bMoves, to, count);
        return;
    }
    const std::uint32_t *const chosen = *condition ? a : b;
    if (*condition ? aMoves : bMoves)
        std::copy_n(chosen, count, to);
    else
        std::fill_n(to, count, *chosen);
}

void applyFunction(ElementFunction function, const float *from, float *to, std::int64_t count)
{
    void (*const functions[])(const float *, float *, std::int64_t)
        = {expRange, erfRange, floorRange, ceilRange, roundRange, reciprocalRange};
    auto *const range = functions[static_cast<int>(function)];
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) { range(from + begin, to + begin, end - begin); });
}

void biasedGelu(bool byTanh, const float *from, const float *bias, float *to, std::int64_t rows, std::int64_t width)
{
    parallelRanges(rows, std::max<std::int64_t>(1, kGrain / width), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            (byTanh ? tanhGeluRow : geluRow)(from + row * width, bias, to + row * width, width);
    });
}

} // namespace halftone
