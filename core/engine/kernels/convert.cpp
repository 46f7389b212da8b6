// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/convert.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"
#include "core/tensor/half.h"

#include <algorithm>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace halftone {

namespace {

constexpr std::int64_t kGrain = 8192;

HALFTONE_CLONES void widenBFloat16(const std::uint16_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = bfloat16ToFloat(from[i]);
}

HALFTONE_CLONES void narrowToBFloat16(const float *from, std::uint16_t *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = floatToBFloat16(from[i]);
}

HALFTONE_CLONES void widenInteger(const std::int32_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

HALFTONE_CLONES void widenByte(const std::uint8_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

HALFTONE_CLONES void widenSignedByte(const std::int8_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

HALFTONE_CLONES void widenBool(const std::uint8_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = from[i] ? 1.0F : 0.0F;
}

HALFTONE_CLONES void narrowLong(const std::int64_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

/// Truncates; what 64 bits cannot hold is clamped, NaN is 0, as in castTensor().
inline __attribute__((always_inline)) std::int64_t truncated(float x)
{
    constexpr float kTwo63 = 0x1p63F;
    const float bounded = x >= kTwo63 || x <= -kTwo63 || x != x ? 0.0F : x;
    const auto whole = static_cast<std::int64_t>(bounded);
    return x >= kTwo63 ? std::numeric_limits<std::int64_t>::max() : x <= -kTwo63 ? std::numeric_limits<std::int64_t>::min() : whole;
}

HALFTONE_CLONES void truncateToLong(const float *from, std::int64_t *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = truncated(from[i]);
}

HALFTONE_CLONES void truncateToInteger(const float *from, std::int32_t *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = static_cast<std::int32_t>(truncated(from[i]));
}

HALFTONE_CLONES void testNonzero(const float *from, std::uint8_t *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = from[i] != 0.0F ? 1 : 0;
}

#if defined(__x86_64__)
__attribute__((target("avx,f16c"))) std::int64_t widenHalfBy8(const std::uint16_t *from, float *to, std::int64_t count)
{
    std::int64_t i = 0;
    for (; i + 8 <= count; i += 8)
        _mm256_storeu_ps(to + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i *>(from + i))));
    return i;
}

__attribute__((target("avx,f16c"))) std::int64_t narrowToHalfBy8(const float *from, std::uint16_t *to, std::int64_t count)
{
    std::int64_t i = 0;
    for (; i + 8 <= count; i += 8)
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + i), _mm256_cvtps_ph(_mm256_loadu_ps(from + i), _MM_FROUND_TO_NEAREST_INT));
    return i;
}

bool hasHalfInstructions() { return __builtin_cpu_supports("avx") && __builtin_cpu_supports("f16c"); }
#else
std::int64_t widenHalfBy8(const std::uint16_t *, float *, std::int64_t) { return 0; }
std::int64_t narrowToHalfBy8(const float *, std::uint16_t *, std::int64_t) { return 0; }
bool hasHalfInstructions() { return false; }
#endif

void widenHalf(const std::uint16_t *from, float *to, std::int64_t count)
{
    for (std::int64_t i = hasHalfInstructions() ? widenHalfBy8(from, to, count) : 0; i < count; ++i)
        to[i] = halfToFloat(from[i]);
}

void narrowToHalf(const float *from, std::uint16_t *to, std::int64_t count)
{
    for (std::int64_t i = hasHalfInstructions() ? narrowToHalfBy8(from, to, count) : 0; i < count; ++i)
        to[i] = floatToHalf(from[i]);
}

template <typename From, typename To>
void inRanges(const std::byte *from, std::byte *to, std::int64_t count, void (*range)(const From *, To *, std::int64_t))
{
    const auto *source = reinterpret_cast<const From *>(from);
    auto *target = reinterpret_cast<To *>(to);
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) { range(source + begin, target + begin, end - begin); });
}

} // namespace

bool canConvert(DType from, DType to)
{
    if (to == DType::Float)
        return from == DType::Float16 || from == DType::BFloat16 || from == DType::Int32 || from == DType::UInt8 || from == DType::Int8
            || from == DType::Bool || from == DType::Int64;
    return from == DType::Float
        && (to == DType::Float16 || to == DType::BFloat16 || to == DType::Bool || to == DType::Int64 || to == DType::Int32);
}

void roundTo(DType type, std::byte *elements, std::int64_t count)
{
    auto *const floats = reinterpret_cast<float *>(elements);
    const bool isBrain = type == DType::BFloat16;
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) {
        // A few at a time, which stay in the first cache.
        constexpr std::int64_t kSome = 1024;
        std::uint16_t halves[kSome];
        for (std::int64_t i = begin; i < end; i += kSome) {
            const std::int64_t some = std::min(kSome, end - i);
            (isBrain ? narrowToBFloat16 : narrowToHalf)(floats + i, halves, some);
            (isBrain ? widenBFloat16 : widenHalf)(halves, floats + i, some);
        }
    });
}

void convert(DType fromType, const std::byte *from, DType toType, std::byte *to, std::int64_t count)
{
    if (fromType == DType::Float16)
        inRanges(from, to, count, widenHalf);
    else if (fromType == DType::BFloat16)
        inRanges(from, to, count, widenBFloat16);
    else if (fromType == DType::Int32)
        inRanges(from, to, count, widenInteger);
    else if (fromType == DType::UInt8)
        inRanges(from, to, count, widenByte);
    else if (fromType == DType::Int8)
        inRanges(from, to, count, widenSignedByte);
    else if (fromType == DType::Bool)
        inRanges(from, to, count, widenBool);
    else if (fromType == DType::Int64)
        inRanges(from, to, count, narrowLong);
    else if (toType == DType::Int64)
        inRanges(from, to, count, truncateToLong);
    else if (toType == DType::Int32)
        inRanges(from, to, count, truncateToInteger);
    else if (toType == DType::Bool)
        inRanges(from, to, count, testNonzero);
    else if (toType == DType::Float16)
        inRanges(from, to, count, narrowToHalf);
    else
        inRanges(from, to, count, narrowToBFloat16);
}

} // namespace halftone
