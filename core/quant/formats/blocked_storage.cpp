// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/blocked_storage.h"

#include "core/tensor/packed.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

bool isWhole(const BlockedWeight &weight)
{
    return std::all_of(weight.zeroPoints.begin(), weight.zeroPoints.end(), [](float zero) { return zero == std::nearbyint(zero); });
}

bool isMiddle(const BlockedWeight &weight)
{
    return std::all_of(weight.zeroPoints.begin(), weight.zeroPoints.end(), [&](float zero) { return zero == weight.scheme.middle(); });
}

/// Bytes as 8-bit numbers, or packed as UINT4.
Result<Tensor> codesTensor(const std::vector<std::uint8_t> &codes, Shape shape, int bits)
{
    const Tensor bytes = Tensor::of<std::uint8_t>(std::move(shape), std::span<const std::uint8_t>(codes));
    return bits == 8 ? Result<Tensor>(bytes) : packIntegers(bytes, DType::UInt4);
}

template <typename T>
std::vector<T> transposed(const std::vector<T> &from, std::int64_t rows, std::int64_t columns)
{
    std::vector<T> to(from.size());
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c)
            to[static_cast<std::size_t>(c * rows + r)] = from[static_cast<std::size_t>(r * columns + c)];
    }
    return to;
}

std::vector<std::uint8_t> wholeZeroPoints(const BlockedWeight &weight)
{
    std::vector<std::uint8_t> zeros;
    for (const float zero : weight.zeroPoints)
        zeros.push_back(static_cast<std::uint8_t>(std::clamp(std::nearbyint(zero), 0.0F, static_cast<float>(weight.scheme.highest()))));
    return zeros;
}

} // namespace

Result<BlockedTensors> nBitsTensors(const BlockedWeight &weight)
{
    const int bits = weight.scheme.bits;
    const std::int64_t blocks = weight.blocks();
    const std::int64_t blockBytes = weight.scheme.block * bits / 8;
    BlockedTensors result;
    HALFTONE_TRY(result.data, Tensor::allocate(DType::UInt8, Shape{weight.rows, blocks, blockBytes}));
    for (std::int64_t r = 0; r < weight.rows; ++r) {
        std::byte *row = result.data.mutableRaw() + r * blocks * blockBytes;
        for (std::int64_t c = 0; c < weight.columns; ++c) {
            const int code = weight.codes[static_cast<std::size_t>(r * weight.columns + c)];
            if (bits == 8)
                row[c] = static_cast<std::byte>(code);
            else
                writePacked(row, c, bits, code);
        }
    }
    const Shape shape{weight.rows, blocks};
    result.scales = Tensor::of<float>(shape, std::span<const float>(weight.scales));
    if (isMiddle(weight))
        return result;
    if (!isWhole(weight)) {
        result.zeroPoints = Tensor::of<float>(shape, std::span<const float>(weight.zeroPoints));
        return result;
    }
    const std::int64_t zeroBytes = (blocks * bits + 7) / 8;
    HALFTONE_TRY(result.zeroPoints, Tensor::allocate(DType::UInt8, Shape{weight.rows, zeroBytes}));
    const auto zeros = wholeZeroPoints(weight);
    for (std::int64_t r = 0; r < weight.rows; ++r) {
        std::byte *row = result.zeroPoints.mutableRaw() + r * zeroBytes;
        for (std::int64_t b = 0; b < zeroBytes * 8 / bits; ++b) {
            const int zero = b < blocks ? zeros[static_cast<std::size_t>(r * blocks + b)] : 1 << (bits - 1);
            if (bits == 8)
                row[b] = static_cast<std::byte>(zero);
            else
                writePacked(row, b, bits, zero);
        }
    }
    return result;
}

Result<BlockedTensors> rowTensors(const BlockedWeight &weight)
{
    BlockedTensors result;
    HALFTONE_TRY(result.data, codesTensor(weight.codes, Shape{weight.rows, weight.columns}, weight.scheme.bits));
    const Shape shape{weight.rows, weight.blocks()};
    result.scales = Tensor::of<float>(shape, std::span<const float>(weight.scales));
    HALFTONE_TRY(result.zeroPoints, codesTensor(wholeZeroPoints(weight), shape, weight.scheme.bits));
    return result;
}

Result<BlockedTensors> columnTensors(const BlockedWeight &weight)
{
    BlockedTensors result;
    HALFTONE_TRY(result.data,
        codesTensor(transposed(weight.codes, weight.rows, weight.columns), Shape{weight.columns, weight.rows}, weight.scheme.bits));
    const Shape shape{weight.blocks(), weight.rows};
    result.scales = Tensor::of<float>(shape, std::span<const float>(transposed(weight.scales, weight.rows, weight.blocks())));
    HALFTONE_TRY(
        result.zeroPoints, codesTensor(transposed(wholeZeroPoints(weight), weight.rows, weight.blocks()), shape, weight.scheme.bits));
    return result;
}

} // namespace halftone
