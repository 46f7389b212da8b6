// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace halftone {

/// What softmaxOfBytes() needs to know of its operands.
struct QuantizedSoftmax
{
    /// e^(real(x) − real(highest)) at 256 · highest + x, by what the bytes stand for.
    const float *powers = nullptr;
    bool isSigned = false;
    float resultScale = 1;
    std::int32_t resultZero = 0;
};

/// Softmax of rows of 8-bit numbers to 8-bit numbers of the same type; bit-equal to the reference kernel.
void softmaxOfBytes(const QuantizedSoftmax &softmax, const std::byte *from, std::byte *to, std::int64_t rows, std::int64_t width);

} // namespace halftone
