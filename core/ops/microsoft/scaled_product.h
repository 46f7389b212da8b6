// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/matmul/matrix_product.h"
#include "core/ops/quantization/affine.h"

#include <vector>

namespace halftone {

/// A quantized left operand and where the node keeps the right one.
struct ScaledProduct
{
    Shape aShape;
    /// Less its zero point.
    std::vector<std::uint32_t> a;
    /// One, or one a row.
    std::vector<float> aScale;
    int b = 1;
    /// One, or one a column.
    int bScale = 2;
    int bZeroPoint = 3;
    int bias = 4;
};

/// Output 0 = (A · B in 32-bit integers) · scales + bias, in floats.
Status computeScaledProduct(KernelContext &context, const ScaledProduct &product);

} // namespace halftone
