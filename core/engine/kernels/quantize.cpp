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
    for (std::int64_t i = 0; i < r.count; ++i) {
        const std::int32_t a = static_cast<std::uint8_t>(r.a[i] ^ r.flipA);
        const std::int32_t b = static_cast<std::uint8_t>(r.b[i] ^ r.flipB);
        const float x = static_cast<float>(a - r.zeroA) * r.scaleA;
        const float y = static_cast<float>(b - r.zeroB) * r.scaleB;
        r.c[i] = static_cast<std::uint8_t>(toInteger(operation(x, y) / r.scaleC, r.bounds, r.zeroC));
    }
}

HALFTONE_CLONES void addRange(const Range &range)
{
    binaryRange(range, [](float x, float y) { return x + y; });
}
HALFTONE_CLONES void subRange(const Range &range)
{
    binaryRange(range, [](float x, float y) { return x - y; });
}
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

void quantizedBinary(BinaryKind kind, const std::byte *a, const std::byte *b, std::byte *c, std::int64_t count, const Affine &forA,
    const Affine &forB, const Affine &forC)
{
    void (*const functions[])(const Range &) = {addRange, subRange, mulRange, divRange, minRange, maxRange};
    auto *const function = functions[static_cast<int>(kind)];
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) {
        Range range{reinterpret_cast<const std::uint8_t *>(a) + begin, reinterpret_cast<const std::uint8_t *>(b) + begin,
            reinterpret_cast<std::uint8_t *>(c) + begin, end - begin, static_cast<std::uint8_t>(forA.isSigned ? 128 : 0),
            static_cast<std::uint8_t>(forB.isSigned ? 128 : 0), forA.zeroPoint + (forA.isSigned ? 128 : 0),
            forB.zeroPoint + (forB.isSigned ? 128 : 0), forC.zeroPoint, forA.scale, forB.scale, forC.scale, boundsOf(forC)};
        function(range);
    });
}

} // namespace halftone
