// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/quantize.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <cmath>

namespace halftone {

namespace {

constexpr std::int64_t kGrain = 8192;

struct Bounds
{
    float low;
    float high;
};

Bounds boundsOf(const Affine &affine)
{
    const int low = affine.isSigned ? -128 : 0;
    return {static_cast<float>(low - affine.zeroPoint), static_cast<float>(low + 255 - affine.zeroPoint)};
}

/// Rounds, clamps and shifts; the clamp is written so that NaN falls to 0 before the zero point is added.
inline std::int32_t toInteger(float quotient, Bounds bounds, std::int32_t zeroPoint)
{
    float rounded = std::nearbyint(quotient);
    rounded = rounded == rounded ? rounded : 0.0F;
    rounded = rounded < bounds.low ? bounds.low : rounded;
    rounded = rounded > bounds.high ? bounds.high : rounded;
    return static_cast<std::int32_t>(rounded) + zeroPoint;
}

HALFTONE_CLONES void quantizeRange(
    const float *from, std::uint8_t *to, std::int64_t count, float scale, std::int32_t zero, float low, float high)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<std::uint8_t>(toInteger(from[i] / scale, {low, high}, zero));
}

HALFTONE_CLONES void dequantizeUnsigned(const std::uint8_t *from, float *to, std::int64_t count, float scale, std::int32_t zero)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(static_cast<std::int32_t>(from[i]) - zero) * scale;
}

HALFTONE_CLONES void dequantizeSigned(const std::int8_t *from, float *to, std::int64_t count, float scale, std::int32_t zero)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(static_cast<std::int32_t>(from[i]) - zero) * scale;
}

/// Parameters of a binary operation over one range. `flip` turns signed bytes into unsigned ones plus 128.
struct Range
{
    const std::uint8_t *a;
    const std::uint8_t *b;
    std::uint8_t *c;
    std::int64_t count;
    std::uint8_t flipA, flipB;
    std::int32_t zeroA, zeroB, zeroC;
    float scaleA, scaleB, scaleC;
    Bounds bounds;
};

template <typename Operation>
inline __attribute__((always_inline)) void binaryRange(const Range &given, Operation operation)
{
    const Range r = given;
#pragma GCC ivdep // the result may lie where an operand does, but not across
    for (std::int64_t i = 0; i < r.count; ++i) {
        const std::int32_t a = static_cast<std::uint8_t>(r.a[i] ^ r.flipA);
        const std::int32_t b = static_cast<std::uint8_t>(r.b[i] ^ r.flipB);
        const float x = static_cast<float>(a - r.zeroA) * r.scaleA;
        const float y = static_cast<float>(b - r.zeroB) * r.scaleB;
        r.c[i] = static_cast<std::uint8_t>(toInteger(operation(x, y) / r.scaleC, r.bounds, r.zeroC));
    }
}

/// a · scaleA / scaleC ± b · scaleB / scaleC: no division an element.
inline __attribute__((always_inline)) void linearRange(const Range &given, float sign)
{
    const Range r = given;
    const float factorA = r.scaleA / r.scaleC;
    const float factorB = sign * r.scaleB / r.scaleC;
#pragma GCC ivdep
    for (std::int64_t i = 0; i < r.count; ++i) {
        const std::int32_t a = static_cast<std::uint8_t>(r.a[i] ^ r.flipA);
        const std::int32_t b = static_cast<std::uint8_t>(r.b[i] ^ r.flipB);
        float sum = static_cast<float>(a - r.zeroA) * factorA + static_cast<float>(b - r.zeroB) * factorB;
        sum = sum > r.bounds.low ? sum : r.bounds.low; // also what is no number
        sum = sum < r.bounds.high ? sum : r.bounds.high;
        r.c[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(std::nearbyint(sum)) + r.zeroC);
    }
}

HALFTONE_CLONES void addRange(const Range &range) { linearRange(range, 1); }
HALFTONE_CLONES void subRange(const Range &range) { linearRange(range, -1); }
HALFTONE_CLONES void mulRange(const Range &range)
{
    binaryRange(range, [](float x, float y) { return x * y; });
}
HALFTONE_CLONES void divRange(const Range &range)
{
    binaryRange(range, [](float x, float y) { return x / y; });
}
HALFTONE_CLONES void minRange(const Range &range)
{
    binaryRange(range, [](float x, float y) { return x < y ? x : y; });
}
HALFTONE_CLONES void maxRange(const Range &range)
{
    binaryRange(range, [](float x, float y) { return x > y ? x : y; });
}

} // namespace

Affine affineOf(const Quantization &quantization)
{
    return {quantization.scale[0], quantization.zeroPoint.empty() ? 0 : quantization.zeroPoint[0], quantization.dtype == DType::Int8};
}

void quantize(const float *from, std::byte *to, std::int64_t count, const Affine &affine)
{
    const Bounds bounds = boundsOf(affine);
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) {
        quantizeRange(from + begin, reinterpret_cast<std::uint8_t *>(to) + begin, end - begin, affine.scale, affine.zeroPoint, bounds.low,
            bounds.high);
    });
}

void dequantize(const std::byte *from, float *to, std::int64_t count, const Affine &affine)
{
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) {
        if (affine.isSigned)
            dequantizeSigned(reinterpret_cast<const std::int8_t *>(from) + begin, to + begin, end - begin, affine.scale, affine.zeroPoint);
        else
            dequantizeUnsigned(
                reinterpret_cast<const std::uint8_t *>(from) + begin, to + begin, end - begin, affine.scale, affine.zeroPoint);
    });
}

void quantizedBinary(BinaryKind kind, const std::byte *a, const std::byte *b, std::byte *c, const RowShape &shape, const Affine &forA,
    const Affine &forB, const Affine &forC)
{
    void (*const functions[])(const Range &) = {addRange, subRange, mulRange, divRange, minRange, maxRange};
    auto *const function = functions[static_cast<int>(kind)];
    const auto run = [&](std::int64_t offsetA, std::int64_t offsetB, std::int64_t offsetC, std::int64_t count) {
        Range range{reinterpret_cast<const std::uint8_t *>(a) + offsetA, reinterpret_cast<const std::uint8_t *>(b) + offsetB,
            reinterpret_cast<std::uint8_t *>(c) + offsetC, count, static_cast<std::uint8_t>(forA.isSigned ? 128 : 0),
            static_cast<std::uint8_t>(forB.isSigned ? 128 : 0), forA.zeroPoint + (forA.isSigned ? 128 : 0),
            forB.zeroPoint + (forB.isSigned ? 128 : 0), forC.zeroPoint, forA.scale, forB.scale, forC.scale, boundsOf(forC)};
        function(range);
    };
    if (!shape.repeatsA && !shape.repeatsB) {
        parallelRanges(
            shape.rows * shape.width, kGrain, [&](std::int64_t begin, std::int64_t end) { run(begin, begin, begin, end - begin); });
        return;
    }
    parallelRanges(shape.rows, std::max<std::int64_t>(1, kGrain / shape.width), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const std::int64_t at = row * shape.width;
            run(shape.repeatsA ? 0 : at, shape.repeatsB ? 0 : at, at, shape.width);
        }
    });
}

} // namespace halftone
