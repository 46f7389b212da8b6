// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace halftone {

/// u8 elements with the scale and zero point of ONNX DynamicQuantizeLinear, computed from the elements themselves.
void quantizeDynamically(const float *from, std::byte *to, std::int64_t count, float *scale, std::byte *zeroPoint);

} // namespace halftone
