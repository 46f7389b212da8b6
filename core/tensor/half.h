// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace halftone {

/// IEEE 754 binary16 ↔ binary32; to half rounds to nearest even, overflow becomes infinity.
inline float halfToFloat(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
    const std::uint32_t magnitude = half & 0x7fffU;
    if (magnitude >= 0x7c00U)
        return std::bit_cast<float>(sign | 0x7f800000U | (magnitude & 0x3ffU) << 13U);
    // Rebias by a multiplication, which also normalizes subnormals.
    const float value = std::bit_cast<float>(magnitude << 13U) * 0x1p112F;
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(value));
}

inline std::uint16_t floatToHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16U & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > 0x7f800000U)
        return sign | 0x7e00U;
    if (magnitude >= 0x477ff000U)
        return sign | 0x7c00U;
    if (magnitude < 0x38800000U) {
        // Adding 0.5 aligns the subnormal's last bit with the float's, so the addition rounds.
        const float aligned = std::bit_cast<float>(magnitude) + 0.5F;
        return sign | static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(aligned) - std::bit_cast<std::uint32_t>(0.5F));
    }
    const std::uint32_t rounded = magnitude + 0xfffU + (magnitude >> 13U & 1U);
    return sign | static_cast<std::uint16_t>((rounded - 0x38000000U) >> 13U);
}

/// bfloat16 is the upper half of a binary32; rounds to nearest even.
inline float bfloat16ToFloat(std::uint16_t value) { return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U); }

inline std::uint16_t floatToBFloat16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7fffffffU) > 0x7f800000U)
        return static_cast<std::uint16_t>(bits >> 16U | 0x40U);
    return static_cast<std::uint16_t>((bits + 0x7fffU + (bits >> 16U & 1U)) >> 16U);
}

} // namespace halftone
