// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/primitives.h"

#include <cstddef>
#include <cstdint>

namespace halftone {

/// Quantization of a whole 8-bit tensor.
struct Affine
{
    float scale = 1;
    std::int32_t zeroPoint = 0;
    bool isSigned = false;
};

Affine affineOf(const Quantization &quantization);

/// saturate(roundHalfToEven(x / scale) + zeroPoint); NaN becomes the zero point.
void quantize(const float *from, std::byte *to, std::int64_t count, const Affine &affine);
/// (q − zeroPoint) · scale.
void dequantize(const std::byte *from, float *to, std::int64_t count, const Affine &affine);

/// How many elements a binary operation takes, as rows; an operand may be one row that is used again for each.
struct RowShape
{
    std::int64_t rows = 1;
    std::int64_t width = 0;
    bool repeatsA = false;
    bool repeatsB = false;
};

/// c = quantize(dequantize(a) op dequantize(b)), elementwise over tensors that lie alike. Sums and differences are made with
/// quotients of scales, so that a result on the edge between two steps may fall to the other one. `c` may be `a` or `b`.
void quantizedBinary(BinaryKind kind, const std::byte *a, const std::byte *b, std::byte *c, const RowShape &shape, const Affine &forA,
    const Affine &forB, const Affine &forC);

} // namespace halftone
