// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/nbits_weight.h"

#include "core/ops/microsoft/packed_bits.h"

#include <algorithm>

namespace halftone {

NBitsLayout NBitsLayout::of(const Node &node)
{
    return {node.intAttribute("K", 0), node.intAttribute("N", 0), node.intAttribute("bits", 4), node.intAttribute("block_size", 0)};
}

bool NBitsLayout::isValid() const
{
    constexpr std::int64_t kLimit = std::int64_t{1} << 31;
    return k >= 1 && n >= 1 && k < kLimit && n < kLimit && block >= 16 && block < kLimit && (block & (block - 1)) == 0
        && (bits == 2 || bits == 4 || bits == 8);
}

std::vector<float> unpackZeroPoints(const NBitsLayout &layout, const std::uint8_t *packed)
{
    std::vector<float> result(static_cast<std::size_t>(layout.n * layout.blocks()));
    for (std::int64_t i = 0; i < layout.n * layout.blocks(); ++i)
        result[static_cast<std::size_t>(i)]
            = static_cast<float>(packedValue(packed + i / layout.blocks() * layout.zeroBytes(), i % layout.blocks(), layout.bits));
    return result;
}

void unpackWeight(const NBitsLayout &layout, const std::uint8_t *packed, std::span<const float> scales, std::span<const float> zeros,
    std::span<const std::int64_t> blockOf, float *to)
{
    // Tiles, so that neither the columns read nor the rows written leave the cache.
    constexpr std::int64_t kTile = 64;
    for (std::int64_t firstColumn = 0; firstColumn < layout.n; firstColumn += kTile) {
        const std::int64_t endColumn = std::min(layout.n, firstColumn + kTile);
        for (std::int64_t k = 0; k < layout.k; ++k) {
            const std::int64_t block = blockOf[static_cast<std::size_t>(k)];
            for (std::int64_t n = firstColumn; n < endColumn; ++n) {
                const std::uint8_t *column = packed + n * layout.blocks() * layout.blockBytes();
                const auto at = static_cast<std::size_t>(n * layout.blocks() + block);
                to[k * layout.n + n] = (static_cast<float>(packedValue(column, k, layout.bits)) - zeros[at]) * scales[at];
            }
        }
    }
}

} // namespace halftone
