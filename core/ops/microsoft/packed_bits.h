// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// Unsigned numbers of 2, 4 or 8 bits packed into bytes, low bits first.
template <typename Byte>
std::int32_t packedValue(const Byte *bytes, std::int64_t index, std::int64_t bits)
{
    const std::int64_t perByte = 8 / bits;
    const auto shift = static_cast<unsigned>(index % perByte * bits);
    return static_cast<std::int32_t>(
        static_cast<std::uint32_t>(bytes[index / perByte]) >> shift & ((1U << static_cast<unsigned>(bits)) - 1U));
}

} // namespace halftone
