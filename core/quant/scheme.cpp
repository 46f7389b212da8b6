// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/scheme.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace halftone {

QuantLimits quantLimits(DType type, bool symmetric, bool reduceRange)
{
    const int bits = dtypeBits(type);
    const int half = 1 << (bits - 1);
    if (isSigned(type)) {
        if (reduceRange)
            return {-half / 2, bits > 4 ? half / 2 : half / 2 - 1};
        // Of sixteen steps none is given away.
        return {symmetric && bits > 4 ? 1 - half : -half, half - 1};
    }
    return {0, reduceRange ? half - 1 : 2 * half - 1};
}

ScaleZeroPoint scaleFor(double minimum, double maximum, QuantLimits limits, bool symmetric, double minimumRange)
{
    minimum = std::min(minimum, 0.0);
    maximum = std::max({maximum, 0.0, minimum + minimumRange});
    if (symmetric) {
        maximum = std::max(-minimum, maximum);
        minimum = -maximum;
    }
    const double scale = (maximum - minimum) / static_cast<double>(limits.highest - limits.lowest);
    if (!(scale >= static_cast<double>(FLT_MIN)) || !(scale <= static_cast<double>(FLT_MAX)))
        return {};
    const double zeroPoint
        = symmetric ? std::nearbyint((limits.lowest + limits.highest) / 2.0) : std::nearbyint(limits.lowest - minimum / scale);
    return {static_cast<float>(scale), static_cast<std::int32_t>(zeroPoint)};
}

namespace {

/// Adding and subtracting 1.5·2²³ rounds |x| < 2²² to an integer, half to even, without a library call.
inline float roundEven(float x)
{
    constexpr float kMagic = 12582912.0F;
    return (x + kMagic) - kMagic;
}

} // namespace

std::int32_t quantizeValue(float x, float scale, std::int32_t zeroPoint, QuantLimits limits)
{
    const auto low = static_cast<float>(limits.lowest - zeroPoint);
    const auto high = static_cast<float>(limits.highest - zeroPoint);
    float quotient = x / scale;
    quotient = quotient > low ? quotient : low;
    quotient = quotient < high ? quotient : high;
    return static_cast<std::int32_t>(roundEven(quotient)) + zeroPoint;
}

} // namespace halftone
