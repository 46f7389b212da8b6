// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <type_traits>

namespace halftone {

/// The value for arithmetic that wraps around where C++ would be undefined: integers as unsigned of at least 32 bits (so
/// that nothing is promoted to a signed type), floats as they are.
template <typename T>
constexpr auto wrapped(T value)
{
    if constexpr (!std::is_integral_v<T>)
        return value;
    else if constexpr (sizeof(T) < sizeof(std::uint32_t))
        return static_cast<std::uint32_t>(value);
    else
        return static_cast<std::make_unsigned_t<T>>(value);
}

} // namespace halftone
