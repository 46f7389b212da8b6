// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/float8.h"
#include "core/tensor/tensor.h"

namespace halftone {

namespace errc {
/// %1 source type, %2 target type.
inline constexpr ErrorCode kCastUnsupported{"tensor.cast-unsupported"};
/// %1 text that is not a number, %2 target type.
inline constexpr ErrorCode kCastText{"tensor.cast-text"};
} // namespace errc

/// The elements as `type`, following ONNX Cast-24: float to integer truncates, integers wrap to narrower ones, NaN becomes 0,
/// anything but 0 is true; `saturate` and `rounding` are Cast's attributes for 8-bit floats. Complex types convert to none other.
/// A tensor of that type already is returned as it is, sharing its elements.
Result<Tensor> castTensor(const Tensor &tensor, DType type, bool saturate = true, PowerRounding rounding = PowerRounding::Up);

/// castTensor() to float.
Result<Tensor> toFloat(const Tensor &tensor);

} // namespace halftone
