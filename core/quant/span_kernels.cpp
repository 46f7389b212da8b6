// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/span_kernels.h"

#include "core/engine/kernels/clones.h"
#include "core/quant/histogram.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace halftone {

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr std::int64_t kPiece = 4096;

/// Float lanes are flushed into doubles often enough that rounding stays below what any figure shows.
constexpr std::int64_t kFlush = 32;
/// Tables that take turns in counting: neighbours often share a bin, and an increment waits for the one before.
constexpr std::size_t kTables = 4;
/// Elements after which a table of 16 bits could overflow.
constexpr std::int64_t kMostCounted = 4 * 65532;
/// Tables of the same address bits would wait for one another.
constexpr std::size_t kTableStride = kHistogramBins + 96;

struct Lanes
{
    float low[kSpanLanes];
    float high[kSpanLanes];
    float poison[kSpanLanes];
    double sum[kSpanLanes];
    double squares[kSpanLanes];
};

/// Rows of sixteen, `stride` apart; locals so that the lanes stay in registers.
HALFTONE_CLONES void sumRows(const float *data, std::int64_t stride, std::int64_t rows, Lanes &lanes)
{
    Lanes local = lanes;
    while (rows > 0) {
        float sum[kSpanLanes] = {};
        float squares[kSpanLanes] = {};
        const std::int64_t some = rows < kFlush ? rows : kFlush;
        for (std::int64_t row = 0; row < some; ++row, data += stride)
            for (int lane = 0; lane < kSpanLanes; ++lane) {
                const float x = data[lane];
                local.low[lane] = x < local.low[lane] ? x : local.low[lane];
                local.high[lane] = x > local.high[lane] ? x : local.high[lane];
                sum[lane] += x;
                squares[lane] += x * x;
                local.poison[lane] += x * 0.0F;
            }
        for (int lane = 0; lane < kSpanLanes; ++lane) {
            local.sum[lane] += static_cast<double>(sum[lane]);
            local.squares[lane] += static_cast<double>(squares[lane]);
        }
        rows -= some;
    }
    lanes = local;
}

Lanes noRows()
{
    Lanes lanes{};
    std::fill(lanes.low, lanes.low + kSpanLanes, kInfinity);
    std::fill(lanes.high, lanes.high + kSpanLanes, -kInfinity);
    return lanes;
}

SpanSums resultOf(const Lanes &lanes)
{
    SpanSums result;
    float poison = 0;
    for (std::size_t lane = 0; lane < kSpanLanes; ++lane) {
        result.low[lane] = lanes.low[lane];
        result.high[lane] = lanes.high[lane];
        result.sum += lanes.sum[lane];
        result.sumOfSquares += lanes.squares[lane];
        poison += lanes.poison[lane];
    }
    result.allFinite = poison == 0.0F;
    return result;
}

HALFTONE_CLONES void binsOf(const float *data, std::int64_t length, float scale, std::int32_t first, std::int32_t last, std::uint16_t *bins)
{
    for (std::int64_t i = 0; i < length; ++i) {
        // A negative value that underflows to zero would land one bin too high.
        const std::int32_t bin = static_cast<std::int32_t>(std::floor(data[i] * scale)) - first;
        bins[i] = static_cast<std::uint16_t>(bin < last ? bin : last);
    }
}

HALFTONE_CLONES void addTables(const std::uint16_t *tables, std::size_t bins, std::uint64_t *counts)
{
    for (std::size_t bin = 0; bin < bins; ++bin)
        counts[bin] += static_cast<std::uint32_t>(tables[bin]) + tables[bin + kTableStride] + tables[bin + 2 * kTableStride]
            + tables[bin + 3 * kTableStride];
}

/// At most kMostCounted elements.
void countInTables(const float *data, std::int64_t length, float scale, Histogram &histogram)
{
    const std::size_t used = histogram.counts.size();
    std::uint16_t tables[kTables * kTableStride];
    for (std::size_t table = 0; table < kTables; ++table)
        std::fill_n(tables + table * kTableStride, used, std::uint16_t(0));
    for (std::int64_t at = 0; at < length; at += kPiece) {
        std::uint16_t bins[kPiece];
        const std::int64_t count = std::min(kPiece, length - at);
        binsOf(data + at, count, scale, static_cast<std::int32_t>(histogram.first), static_cast<std::int32_t>(used) - 1, bins);
        std::int64_t i = 0;
        for (; i + 3 < count; i += 4) {
            ++tables[bins[i]];
            ++tables[bins[i + 1] + kTableStride];
            ++tables[bins[i + 2] + 2 * kTableStride];
            ++tables[bins[i + 3] + 3 * kTableStride];
        }
        for (; i < count; ++i)
            ++tables[bins[i]];
    }
    addTables(tables, used, histogram.counts.data());
}

HALFTONE_CLONES void widenRows(const float *data, std::int64_t rows, std::int64_t length, float *low, float *high)
{
    // Comparing against the largest finite values keeps infinities and NaN out.
    constexpr float kMost = std::numeric_limits<float>::max();
    for (std::int64_t row = 0; row < rows; ++row, data += length)
        for (std::int64_t i = 0; i < length; ++i) {
            const float x = data[i];
            low[i] = (x < low[i]) & (x >= -kMost) ? x : low[i];
            high[i] = (x > high[i]) & (x <= kMost) ? x : high[i];
        }
}

} // namespace

float SpanSums::minimum() const { return *std::min_element(low.begin(), low.end()); }
float SpanSums::maximum() const { return *std::max_element(high.begin(), high.end()); }

SpanSums sumSpan(const float *data, std::int64_t length)
{
    Lanes lanes = noRows();
    const std::int64_t rows = length / kSpanLanes;
    sumRows(data, kSpanLanes, rows, lanes);
    for (std::int64_t i = rows * kSpanLanes; i < length; ++i) {
        const auto lane = static_cast<std::size_t>(i % kSpanLanes);
        lanes.low[lane] = std::min(lanes.low[lane], data[i]);
        lanes.high[lane] = std::max(lanes.high[lane], data[i]);
        lanes.poison[lane] += data[i] * 0.0F;
        lanes.sum[lane] += static_cast<double>(data[i]);
        lanes.squares[lane] += static_cast<double>(data[i]) * static_cast<double>(data[i]);
    }
    return resultOf(lanes);
}

SpanSums sumLanes(const float *data, std::int64_t stride, std::int64_t rows)
{
    Lanes lanes = noRows();
    sumRows(data, stride, rows, lanes);
    return resultOf(lanes);
}

void widenExtremes(const float *data, std::int64_t rows, std::int64_t length, float *low, float *high)
{
    widenRows(data, rows, length, low, high);
}

void countSpan(Histogram &histogram, const float *data, std::int64_t length)
{
    const auto first = histogram.first;
    const int shift = -histogram.exponent;
    // Scaling by a power of two is exact unless it leaves float's exponents.
    if (shift > -120 && shift < 120 && std::abs(first) < (1 << 23) && std::abs(lastBin(histogram)) < (1 << 23)) {
        const float scale = std::ldexp(1.0F, shift);
        for (std::int64_t at = 0; at < length; at += kMostCounted)
            countInTables(data + at, std::min(kMostCounted, length - at), scale, histogram);
        return;
    }
    for (std::int64_t i = 0; i < length; ++i) {
        const auto bin = static_cast<std::int64_t>(std::floor(std::ldexp(static_cast<double>(data[i]), shift)));
        ++histogram.counts[static_cast<std::size_t>(bin - first)];
    }
}

} // namespace halftone
