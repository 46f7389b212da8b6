// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/float8.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

struct Format
{
    int exponentBits;
    int mantissaBits;
    int bias;
    /// Largest finite magnitude code.
    std::uint8_t largest;
    /// Codes of +infinity (0: none) and NaN (0: none).
    std::uint8_t infinity;
    std::uint8_t nan;
    /// FNUZ formats have one zero, and NaN where the negative zero would be.
    bool unsignedZero;
};

constexpr Format kE4M3FN{4, 3, 7, 0x7e, 0, 0x7f, false};
constexpr Format kE4M3FNUZ{4, 3, 8, 0x7f, 0, 0x80, true};
constexpr Format kE5M2{5, 2, 15, 0x7b, 0x7c, 0x7f, false};
constexpr Format kE5M2FNUZ{5, 2, 16, 0x7f, 0, 0x80, true};
constexpr Format kE2M1{2, 1, 1, 0x7, 0, 0, false};

const Format &formatOf(DType type)
{
    switch (type) {
    case DType::Float8E4M3FN:
        return kE4M3FN;
    case DType::Float8E4M3FNUZ:
        return kE4M3FNUZ;
    case DType::Float8E5M2:
        return kE5M2;
    case DType::Float8E5M2FNUZ:
        return kE5M2FNUZ;
    default:
        return kE2M1;
    }
}

constexpr int kPowerBias = 127;
constexpr std::uint8_t kPowerNan = 0xff;

std::uint8_t toPower(float value, bool saturate, PowerRounding rounding)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t exponent = bits >> 23U & 0xffU;
    if (exponent == kPowerNan)
        return kPowerNan;
    const std::uint32_t mantissa = bits & 0x7fffffU;
    constexpr std::uint32_t kHalf = 0x400000U;
    // Below 2^-126 the float is subnormal, and code 0, 2^-127, has a fraction itself.
    const std::uint32_t exact = exponent == 0 ? kHalf : 0;
    const std::uint32_t middle = exponent == 0 ? kHalf + kHalf / 2 : kHalf;
    bool up = false;
    if (rounding == PowerRounding::Up)
        up = mantissa > exact;
    else if (rounding == PowerRounding::Nearest)
        up = mantissa > middle || (mantissa == middle && exponent > 0);
    if (up && exponent == kPowerNan - 1U && saturate)
        up = false;
    return static_cast<std::uint8_t>(exponent + (up ? 1U : 0U));
}

} // namespace

float smallFloatToFloat(std::uint8_t code, DType type)
{
    if (type == DType::Float8E8M0)
        return code == kPowerNan ? std::numeric_limits<float>::quiet_NaN() : std::ldexp(1.0F, code - kPowerBias);
    const Format &format = formatOf(type);
    const int signBit = 1 << (format.exponentBits + format.mantissaBits);
    const int magnitude = code & (signBit - 1);
    const float sign = code & signBit ? -1.0F : 1.0F;
    if (format.unsignedZero ? code == format.nan
                            : format.nan != 0 && (format.infinity ? magnitude > format.infinity : magnitude == format.nan))
        return std::numeric_limits<float>::quiet_NaN();
    if (format.infinity && magnitude == format.infinity)
        return sign * std::numeric_limits<float>::infinity();
    const int exponent = magnitude >> format.mantissaBits;
    const int fraction = magnitude & ((1 << format.mantissaBits) - 1);
    const int significand = exponent ? fraction | 1 << format.mantissaBits : fraction;
    return sign * std::ldexp(static_cast<float>(significand), (exponent ? exponent : 1) - format.bias - format.mantissaBits);
}

std::uint8_t floatToSmallFloat(float value, DType type, bool saturate, PowerRounding rounding)
{
    if (type == DType::Float8E8M0)
        return toPower(value, saturate, rounding);
    const Format &format = formatOf(type);
    const int signBit = std::signbit(value) ? 1 << (format.exponentBits + format.mantissaBits) : 0;
    if (std::isnan(value))
        return format.unsignedZero ? format.nan : static_cast<std::uint8_t>(format.nan ? format.nan | signBit : 0);
    const float magnitude = std::abs(value);
    int code = 0;
    if (std::isinf(magnitude)) {
        code = format.largest + 1;
    } else if (magnitude > 0) {
        int exponent = 0;
        std::frexp(magnitude, &exponent);
        // The step of the binade the value lies in, or of the subnormals.
        const int step = std::max(exponent - 1, 1 - format.bias) - format.mantissaBits;
        const auto units = static_cast<int>(std::nearbyint(std::ldexp(magnitude, -step)));
        // Units of subnormals are their code; rounding up to the next binade carries into the exponent by itself.
        code = units + ((step + format.mantissaBits - (1 - format.bias)) << format.mantissaBits);
    }
    if (code > format.largest) {
        const bool clamp = saturate || !format.nan;
        if (!clamp && !format.infinity)
            return format.unsignedZero ? format.nan : static_cast<std::uint8_t>(format.nan | signBit);
        code = clamp ? format.largest : format.infinity;
    }
    if (code == 0 && format.unsignedZero)
        return 0;
    return static_cast<std::uint8_t>(code | signBit);
}

} // namespace halftone
