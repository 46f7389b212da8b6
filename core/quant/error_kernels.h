// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/tensor_view.h"
#include "core/quant/scheme.h"

#include <cstddef>
#include <cstdint>

namespace halftone {

/// How elements that a quantized model holds become what its consumers see.
struct Reading
{
    enum class Kind {
        Floats, ///< as they are
        Rounded, ///< floats that a QuantizeLinear and a DequantizeLinear follow
        Integers, ///< (q − zeroPoint) · scale
    };
    Kind kind = Kind::Floats;
    /// Of the elements: Float, or UInt8, Int8, UInt16, Int16 for Integers.
    DType dtype = DType::Float;
    float scale = 1;
    std::int32_t zeroPoint = 0;
    /// For Rounded.
    QuantLimits limits;
};

inline constexpr int kErrorLanes = 16;
/// Vectors of neighbouring channels that are added at once, so that whole cache lines of bytes are used.
inline constexpr int kErrorVectors = 4;
/// Rows after which float sums are flushed, so that rounding stays below what any figure shows.
inline constexpr std::int64_t kErrorRows = 64;

/// Sums over rows of sixteen, lane by lane: Σ x², Σ (x − y)², Σ x·y, Σ y², and the largest |x − y|.
struct LaneTotals
{
    double signal[kErrorLanes] = {};
    double noise[kErrorLanes] = {};
    double dot[kErrorLanes] = {};
    double squares[kErrorLanes] = {};
    float most[kErrorLanes] = {};
};

/// Where the elements of rows of sixteen lie: distances of rows, and of vectors beside each other, in elements.
template <typename T>
struct LaneRows
{
    const T *first = nullptr;
    std::int64_t row = kErrorLanes;
    std::int64_t vector = kErrorLanes;
};

/// Adds rows of `vectors` (1 or kErrorVectors) times sixteen elements, each to a total of its own. The same bits on every
/// processor, and for every number of vectors.
void addLaneRows(LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals);

/// What `count` elements stand for.
void readSpan(const std::byte *elements, std::int64_t count, const Reading &reading, float *result);

/// What the float `x` is in a quantized model: written to `data`, which lies as `to` says (same shape, 8 or 16 bits).
void quantizeView(const TensorView &x, float scale, std::int32_t zeroPoint, const TensorView &to, std::byte *data);

} // namespace halftone
