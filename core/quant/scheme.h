// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/dtype.h"

#include <cstdint>

namespace halftone {

/// Smallest and largest quantized value that is used.
struct QuantLimits
{
    int lowest = 0;
    int highest = 255;
};

/// u8 0..255; s8 −128..127, symmetric −127..127; 16 bits likewise; u4 0..15, s4 −8..7. reduce_range (u8 0..127,
/// s8 −64..64, s4 −4..3) wins over symmetric.
QuantLimits quantLimits(DType type, bool symmetric, bool reduceRange);

struct ScaleZeroPoint
{
    float scale = 1;
    std::int32_t zeroPoint = 0;
};

/// Scale and zero point for values in [minimum, maximum], computed in double and rounded half to even; the range is first
/// widened to hold 0, and at the top to span `minimumRange`. A scale below FLT_MIN becomes 1 with zero point 0. Finite arguments only.
ScaleZeroPoint scaleFor(double minimum, double maximum, QuantLimits limits, bool symmetric, double minimumRange = 0);

/// clip(round(x / scale) + zero point), half to even. NaN gives the lowest value, as the comparisons of clip do.
std::int32_t quantizeValue(float x, float scale, std::int32_t zeroPoint, QuantLimits limits);

/// quantizeValue() over a stretch of memory; T is the integer type of `limits`.
template <typename T>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, T *result);

/// (q − zero point) · scale.
template <typename T>
void dequantizeSpan(const T *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result);

template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::uint8_t *result);
template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::int8_t *result);
template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::uint16_t *result);
template <>
void quantizeSpan(const float *x, std::int64_t count, float scale, std::int32_t zeroPoint, QuantLimits limits, std::int16_t *result);
template <>
void dequantizeSpan(const std::uint8_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result);
template <>
void dequantizeSpan(const std::int8_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result);
template <>
void dequantizeSpan(const std::uint16_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result);
template <>
void dequantizeSpan(const std::int16_t *q, std::int64_t count, float scale, std::int32_t zeroPoint, float *result);

} // namespace halftone
