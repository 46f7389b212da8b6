// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

namespace halftone {

/// Element `index` of packed integers of `bits` (2 or 4), low bits first; sign-extended when `isSigned`.
inline int readPacked(const std::byte *data, std::int64_t index, int bits, bool isSigned)
{
    const int perByte = 8 / bits;
    const auto byte = std::to_integer<unsigned>(data[index / perByte]);
    const int value = static_cast<int>(byte >> (static_cast<unsigned>(index % perByte) * static_cast<unsigned>(bits))) & ((1 << bits) - 1);
    return isSigned && value >> (bits - 1) ? value - (1 << bits) : value;
}

/// Stores the low `bits` of `value`; the other elements of the byte stay.
inline void writePacked(std::byte *data, std::int64_t index, int bits, int value)
{
    const int perByte = 8 / bits;
    const unsigned shift = static_cast<unsigned>(index % perByte) * static_cast<unsigned>(bits);
    const unsigned mask = ((1U << static_cast<unsigned>(bits)) - 1U) << shift;
    auto byte = std::to_integer<unsigned>(data[index / perByte]);
    byte = (byte & ~mask) | (static_cast<unsigned>(value) << shift & mask);
    data[index / perByte] = static_cast<std::byte>(byte);
}

/// int4, uint4, int2, uint2 as int8 or uint8 of the same shape.
Result<Tensor> unpackIntegers(const Tensor &packed);
/// int8 or uint8 values packed as `type`; out-of-range values keep their low bits.
Result<Tensor> packIntegers(const Tensor &values, DType type);

} // namespace halftone
