// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/dtype.h"

#include <cstddef>
#include <cstdint>

namespace halftone {

/// Pairs of types that convert() knows: float16 and bfloat16 to and from float, int32 to float.
bool canConvert(DType from, DType to);
/// Rounds to nearest even; overflow becomes infinity. Both hold `count` elements.
void convert(DType fromType, const std::byte *from, DType toType, std::byte *to, std::int64_t count);

/// Floats rounded in place to what float16 or bfloat16 can hold: the same as convert() there and back.
void roundTo(DType type, std::byte *elements, std::int64_t count);

} // namespace halftone
