// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/clones.h"
#include "core/quant/scheme.h"

namespace halftone {

namespace {

// Templates cannot be compiled for several instruction sets: each type has a function that takes in the common one.

template <typename T>
[[gnu::always_inline]] inline void quantizeAll(
    const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, T *result)
{
    // Adding and subtracting 1.5·2²³ rounds |x| < 2²² to an integer, half to even.
    constexpr float kMagic = 12582912.0F;
    const auto low = static_cast<float>(limits.lowest - zeroPoint);
    const auto high = static_cast<float>(limits.highest - zeroPoint);
    for (std::int64_t i = 0; i < count; ++i) {
        float quotient = x[i] / scale;
        quotient = quotient > low ? quotient : low;
        quotient = quotient < high ? quotient : high;
        result[i] = static_cast<T>(static_cast<std::int32_t>((quotient + kMagic) - kMagic) + zeroPoint);
    }
}

template <typename T>
[[gnu::always_inline]] inline void dequantizeAll(const T *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result)
{
    for (std::int64_t i = 0; i < count; ++i)
        result[i] = static_cast<float>(static_cast<std::int32_t>(q[i]) - zeroPoint) * scale;
}

HALFTONE_CLONES void quantizeU8(const float *x, std::int64_t n, float scale, std::int32_t zero, QuantLimits limits, std::uint8_t *q)
{
    quantizeAll(x, n, scale, zero, limits, q);
}
HALFTONE_CLONES void quantizeS8(const float *x, std::int64_t n, float scale, std::int32_t zero, QuantLimits limits, std::int8_t *q)
{
    quantizeAll(x, n, scale, zero, limits, q);
}
HALFTONE_CLONES void quantizeU16(const float *x, std::int64_t n, float scale, std::int32_t zero, QuantLimits limits, std::uint16_t *q)
{
    quantizeAll(x, n, scale, zero, limits, q);
}
HALFTONE_CLONES void quantizeS16(const float *x, std::int64_t n, float scale, std::int32_t zero, QuantLimits limits, std::int16_t *q)
{
    quantizeAll(x, n, scale, zero, limits, q);
}
HALFTONE_CLONES void dequantizeU8(const std::uint8_t *q, std::int64_t n, float scale, std::int32_t zero, float *y)
{
    dequantizeAll(q, n, scale, zero, y);
}
HALFTONE_CLONES void dequantizeS8(const std::int8_t *q, std::int64_t n, float scale, std::int32_t zero, float *y)
{
    dequantizeAll(q, n, scale, zero, y);
}
HALFTONE_CLONES void dequantizeU16(const std::uint16_t *q, std::int64_t n, float scale, std::int32_t zero, float *y)
{
    dequantizeAll(q, n, scale, zero, y);
}
HALFTONE_CLONES void dequantizeS16(const std::int16_t *q, std::int64_t n, float scale, std::int32_t zero, float *y)
{
    dequantizeAll(q, n, scale, zero, y);
}

} // namespace

template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::uint8_t *result)
{
    quantizeU8(x, count, scale, zeroPoint, limits, result);
}
template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::int8_t *result)
{
    quantizeS8(x, count, scale, zeroPoint, limits, result);
}
template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::uint16_t *result)
{
    quantizeU16(x, count, scale, zeroPoint, limits, result);
}
template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::int16_t *result)
{
    quantizeS16(x, count, scale, zeroPoint, limits, result);
}
template <>
void dequantizeSpan(const std::uint8_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result)
{
    dequantizeU8(q, count, scale, zeroPoint, result);
}
template <>
void dequantizeSpan(const std::int8_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result)
{
    dequantizeS8(q, count, scale, zeroPoint, result);
}
template <>
void dequantizeSpan(const std::uint16_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result)
{
    dequantizeU16(q, count, scale, zeroPoint, result);
}
template <>
void dequantizeSpan(const std::int16_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result)
{
    dequantizeS16(q, count, scale, zeroPoint, result);
}

} // namespace halftone
