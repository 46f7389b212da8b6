// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

#include <array>
#include <cstdint>

namespace halftone {

inline constexpr int kSpanLanes = 16;

/// Sums of a stretch of floats in sixteen lanes: element i belongs to lane i mod 16. In a layout with blocks of sixteen
/// channels a lane is a channel.
struct SpanSums
{
    std::array<float, kSpanLanes> low;
    std::array<float, kSpanLanes> high;
    double sum = 0;
    double sumOfSquares = 0;
    /// No infinity and no NaN; otherwise the other figures mean nothing.
    bool allFinite = true;

    float minimum() const;
    float maximum() const;
};

/// At most 4096 elements at a time. The same bits on every processor.
SpanSums sumSpan(const float *data, std::int64_t length);

/// The same of rows of sixteen elements that are `stride` apart.
SpanSums sumLanes(const float *data, std::int64_t stride, std::int64_t rows);

/// Extremes per position over rows of `length` elements; infinities and NaN are left out.
void widenExtremes(const float *data, std::int64_t rows, std::int64_t length, float *low, float *high);

/// Adds finite values to a histogram that has room for them.
void countSpan(Histogram &histogram, const float *data, std::int64_t length);

} // namespace halftone
