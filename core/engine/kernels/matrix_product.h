// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// A row-major matrix inside a larger one, or its transpose.
struct MatrixView
{
    const float *data = nullptr;
    /// Elements from one stored row to the next.
    std::int64_t pitch = 0;
    bool transposed = false;
};

/// c = factor · a · b, of `rows` × `inner` and `inner` × `columns`; c's rows are `pitch` apart. On the executor's threads outside
/// parallel regions, on the calling one inside.
void matrixProduct(std::int64_t rows, std::int64_t inner, std::int64_t columns, float factor, const MatrixView &a, const MatrixView &b,
    float *c, std::int64_t pitch);

} // namespace halftone
