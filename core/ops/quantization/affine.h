// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/nn/elements.h"
#include "core/tensor/dtype.h"

#include <cmath>
#include <cstdint>

namespace halftone {

/// Smallest and largest value of an integer type of at most 32 bits.
struct IntegerRange
{
    std::int64_t low = 0;
    std::int64_t high = 0;
};

IntegerRange integerRange(DType type);

/// saturate(round(x / scale) + zeroPoint) in single precision, ties to even (ONNX QuantizeLinear). NaN gives the zero point.
inline std::int32_t quantizeValue(float x, float scale, std::int32_t zeroPoint, IntegerRange range)
{
    const double rounded = static_cast<double>(std::nearbyint(x / scale));
    const double low = static_cast<double>(range.low - zeroPoint);
    const double high = static_cast<double>(range.high - zeroPoint);
    if (std::isnan(rounded))
        return zeroPoint;
    return static_cast<std::int32_t>((rounded < low ? low : rounded > high ? high : rounded) + static_cast<double>(zeroPoint));
}

/// Which element of a scale tensor belongs to element i of x: one for all, one for each index along an axis, or one for
/// every `block` indices along it.
class ScaleIndex
{
public:
    static Result<ScaleIndex> make(const Node &node, const Shape &x, const Shape &scale, std::int64_t axis, std::int64_t block);

    std::int64_t operator()(std::int64_t i) const
    {
        if (m_perTensor)
            return 0;
        const std::int64_t k = i / m_inner % m_size;
        if (m_block == 0)
            return k;
        return (i / (m_inner * m_size) * m_blocks + k / m_block) * m_inner + i % m_inner;
    }

private:
    bool m_perTensor = true;
    std::int64_t m_inner = 1;
    std::int64_t m_size = 1;
    std::int64_t m_block = 0;
    std::int64_t m_blocks = 1;
};

/// Input `index` minus the zero points of input `zeroPoint` (absent: 0), in wrapping 32-bit arithmetic. Zero points that are
/// not one for all have the input's size along `axis`.
Result<std::vector<std::uint32_t>> centered(const KernelContext &context, int index, int zeroPoint, int axis);

/// Input `index` as real numbers: (q − zero point) · scale, one of each.
Result<std::vector<float>> dequantizedInput(const KernelContext &context, int index, int scale, int zeroPoint);

/// Writes output 0 of type `type`: `values` quantized by the scalars in inputs `scale` and `zeroPoint`.
Status quantizeOutput(KernelContext &context, DType type, const Shape &shape, const std::vector<float> &values, int scale, int zeroPoint);

} // namespace halftone
