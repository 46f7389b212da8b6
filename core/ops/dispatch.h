// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <string>
#include <type_traits>

namespace halftone {

/// Calls `f` with a zero of the C++ type that stores `type`, when it is a number that C++ can compute with (integers of 8 to
/// 64 bits, float, double). False, and no call, for others.
template <typename F>
bool visitNumber(DType type, F &&f)
{
    switch (type) {
    case DType::Float:
        return f(float{}), true;
    case DType::Double:
        return f(double{}), true;
    case DType::UInt8:
        return f(std::uint8_t{}), true;
    case DType::Int8:
        return f(std::int8_t{}), true;
    case DType::UInt16:
        return f(std::uint16_t{}), true;
    case DType::Int16:
        return f(std::int16_t{}), true;
    case DType::UInt32:
        return f(std::uint32_t{}), true;
    case DType::Int32:
        return f(std::int32_t{}), true;
    case DType::UInt64:
        return f(std::uint64_t{}), true;
    case DType::Int64:
        return f(std::int64_t{}), true;
    default:
        return false;
    }
}

/// As visitNumber(), integers only.
template <typename F>
bool visitInteger(DType type, F &&f)
{
    return type != DType::Float && type != DType::Double && visitNumber(type, [&](auto zero) {
        if constexpr (std::is_integral_v<decltype(zero)>)
            f(zero);
    });
}

/// Storage of complex128, for moving elements around.
struct Unit128
{
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend bool operator==(const Unit128 &, const Unit128 &) = default;
};

/// Calls `f` with a default-made unit as wide as one element of `type`, for code that moves elements and never computes:
/// std::uint8_t … std::uint64_t, Unit128 or std::string. False for sub-byte types (see unpacked()) and Undefined.
template <typename F>
bool visitUnit(DType type, F &&f)
{
    if (type == DType::String)
        return f(std::string{}), true;
    switch (dtypeBits(type)) {
    case 8:
        return f(std::uint8_t{}), true;
    case 16:
        return f(std::uint16_t{}), true;
    case 32:
        return f(std::uint32_t{}), true;
    case 64:
        return f(std::uint64_t{}), true;
    case 128:
        return f(Unit128{}), true;
    default:
        return false;
    }
}

/// Elements of a tensor as units of visitUnit().
template <typename U>
const U *unitsOf(const Tensor &tensor)
{
    if constexpr (std::is_same_v<U, std::string>)
        return tensor.strings().data();
    else
        return reinterpret_cast<const U *>(tensor.raw());
}

template <typename U>
U *mutableUnitsOf(Tensor &tensor)
{
    if constexpr (std::is_same_v<U, std::string>)
        return tensor.mutableStrings().data();
    else
        return reinterpret_cast<U *>(tensor.mutableRaw());
}

/// Floating-point types without C++ arithmetic, computed in float: float16, bfloat16, float8, float4.
inline bool isNarrowFloat(DType type) { return isFloatingPoint(type) && type != DType::Float && type != DType::Double; }

} // namespace halftone
