// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace halftone {

/// How weights share scales: `block` neighbours along a row.
struct BlockScheme
{
    int bits = 4;
    std::int64_t block = 32;
    /// Zero point in the middle of the codes, else one a block.
    bool symmetric = false;
    /// Zero points may be real numbers.
    bool realZeroPoints = false;

    int highest() const { return (1 << bits) - 1; }
    float middle() const { return static_cast<float>(1 << (bits - 1)); }
};

struct BlockParams
{
    float scale = 1;
    float zeroPoint = 0;
};

/// A matrix in few bits: w ≈ (code − zero point) · scale, with one scale and zero point for each block of a row.
struct BlockedWeight
{
    BlockScheme scheme;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    /// rows × columns, unsigned.
    std::vector<std::uint8_t> codes;
    /// rows × blocks().
    std::vector<float> scales;
    std::vector<float> zeroPoints;

    BlockedWeight(std::int64_t rows, std::int64_t columns, const BlockScheme &scheme);
    std::int64_t blocks() const { return (columns + scheme.block - 1) / scheme.block; }
    std::vector<float> decoded() const;
};

/// Code of a value: round half to even, clipped. What is not finite becomes the zero point's neighbour.
std::uint8_t blockCode(float value, const BlockParams &params, const BlockScheme &scheme);
float blockValue(std::uint8_t code, const BlockParams &params);

/// Scale and zero point of one block by its extremes (quantization-semantics.md, "Weight-only"). Symmetric: scale = signed
/// largest value / −2^(bits − 1).
BlockParams roundingParams(std::span<const float> block, const BlockScheme &scheme);
/// The same improved by half-quadratic splitting (Badri, Shaji: "Half-Quadratic Quantization of Large Machine Learning
/// Models", 2023): the zero point minimizes an l_p norm (p = 0.7) of the error, alternating with a shrinkage step; then
/// scale and zero point in turn by least squares for the codes they give. Never worse than roundingParams() in squared error.
BlockParams halfQuadraticParams(std::span<const float> block, const BlockScheme &scheme);

using BlockParamsOf = BlockParams (*)(std::span<const float>, const BlockScheme &);
/// Every block by itself.
BlockedWeight quantizeBlocks(
    std::span<const float> values, std::int64_t rows, std::int64_t columns, const BlockScheme &scheme, BlockParamsOf params);

} // namespace halftone
