// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <cstdint>
#include <span>
#include <vector>

namespace halftone {

/// How MatMulNBits (com.microsoft) stores a K × N matrix: each column in blocks along K.
struct NBitsLayout
{
    std::int64_t k = 0;
    std::int64_t n = 0;
    std::int64_t bits = 4;
    std::int64_t block = 0;

    static NBitsLayout of(const Node &node);
    /// Sizes in range, 2, 4 or 8 bits, blocks a power of two from 16 on.
    bool isValid() const;
    std::int64_t blocks() const { return (k + block - 1) / block; }
    std::int64_t blockBytes() const { return block * bits / 8; }
    /// Bytes of a column's zero points.
    std::int64_t zeroBytes() const { return (blocks() * bits + 7) / 8; }
};

/// Zero points packed like weights, one a block, as numbers; `packed` holds n · zeroBytes().
std::vector<float> unpackZeroPoints(const NBitsLayout &layout, const std::uint8_t *packed);

/// (value − zero point) · scale as K × N numbers in `to`; scales and zero points are N × blocks, `blockOf` gives the block of each k.
void unpackWeight(const NBitsLayout &layout, const std::uint8_t *packed, std::span<const float> scales, std::span<const float> zeros,
    std::span<const std::int64_t> blockOf, float *to);

} // namespace halftone
