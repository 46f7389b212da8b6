// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/dtype.h"

#include <cstdint>

namespace halftone {

/// How float becomes float8e8m0, a power of two (Cast-24, attribute round_mode).
enum class PowerRounding { Up, Down, Nearest };

/// A code of one of the four 8-bit formats, float8e8m0 or float4e2m1 as float. `type` must be one of them.
float smallFloatToFloat(std::uint8_t code, DType type);

/// The nearest code, ties to even (ONNX Cast, "Float 8 conversion"): beyond the largest finite value it is that value when
/// `saturate`, otherwise infinity or, where the format has none, NaN. float4e2m1 has neither and always saturates; its NaN is 0.
std::uint8_t floatToSmallFloat(float value, DType type, bool saturate, PowerRounding rounding = PowerRounding::Up);

} // namespace halftone
