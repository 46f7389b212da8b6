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

struct Lanes
{
    float low[kSpanLanes];
    float high[kSpanLanes];
    float sum[kSpanLanes];
    float squares[kSpanLanes];
    float poison[kSpanLanes];
};

/// Rows of sixteen; locals so that the lanes stay in registers.
HALFTONE_CLONES void sumRows(const float *data, std::int64_t rows, Lanes &lanes)
{
    Lanes local = lanes;
    for (std::int64_t row = 0; row < rows; ++row, data += kSpanLanes)
        for (int lane = 0; lane < kSpanLanes; ++lane) {
            const float x = data[lane];
            local.low[lane] = x < local.low[lane] ? x : local.low[lane];
            local.high[lane] = x > local.high[lane] ? x : local.high[lane];
            local.sum[lane] += x;
            local.squares[lane] += x * x;
            local.poison[lane] += x * 0.0F;
        }
    lanes = local;
}

HALFTONE_CLONES void binsOf(const float *data, std::int64_t length, float scale, std::int32_t first, std::int32_t last, std::int32_t *bins)
{
    for (std::int64_t i = 0; i < length; ++i) {
        // A negative value that underflows to zero would land one bin too high.
        const std::int32_t bin = static_cast<std::int32_t>(std::floor(data[i] * scale)) - first;
        bins[i] = bin < last ? bin : last;
    }
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
    Lanes lanes{};
    std::fill(lanes.low, lanes.low + kSpanLanes, kInfinity);
    std::fill(lanes.high, lanes.high + kSpanLanes, -kInfinity);
    SpanSums result;
    // Float lanes are flushed into doubles often enough that rounding stays below what any figure shows.
    constexpr std::int64_t kFlush = 32;
    const std::int64_t rows = length / kSpanLanes;
    for (std::int64_t row = 0; row < rows; row += kFlush) {
        sumRows(data + row * kSpanLanes, std::min(kFlush, rows - row), lanes);
        for (int lane = 0; lane < kSpanLanes; ++lane) {
            result.sum += static_cast<double>(lanes.sum[lane]);
            result.sumOfSquares += static_cast<double>(lanes.squares[lane]);
            lanes.sum[lane] = lanes.squares[lane] = 0;
        }
    }
    for (std::int64_t i = rows * kSpanLanes; i < length; ++i) {
        const auto lane = static_cast<std::size_t>(i % kSpanLanes);
        lanes.low[lane] = std::min(lanes.low[lane], data[i]);
        lanes.high[lane] = std::max(lanes.high[lane], data[i]);
        lanes.poison[lane] += data[i] * 0.0F;
        result.sum += static_cast<double>(data[i]);
        result.sumOfSquares += static_cast<double>(data[i]) * static_cast<double>(data[i]);
    }
    float poison = 0;
    for (std::size_t lane = 0; lane < kSpanLanes; ++lane) {
        result.low[lane] = lanes.low[lane];
        result.high[lane] = lanes.high[lane];
        poison += lanes.poison[lane];
    }
    result.allFinite = poison == 0.0F;
    return result;
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
        const auto last = static_cast<std::int32_t>(histogram.counts.size()) - 1;
        std::uint64_t *const counts = histogram.counts.data();
        // Neighbours often share a bin, and an increment waits for the one before: two tables take turns.
        std::array<std::uint32_t, kHistogramBins> others{};
        for (std::int64_t at = 0; at < length; at += kPiece) {
            std::int32_t bins[kPiece];
            const std::int64_t count = std::min(kPiece, length - at);
            binsOf(data + at, count, scale, static_cast<std::int32_t>(first), last, bins);
            for (std::int64_t i = 0; i + 1 < count; i += 2) {
                ++counts[bins[i]];
                ++others[static_cast<std::size_t>(bins[i + 1])];
            }
            if (count % 2 != 0)
                ++counts[bins[count - 1]];
        }
        for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin)
            counts[bin] += others[bin];
        return;
    }
    for (std::int64_t i = 0; i < length; ++i) {
        const auto bin = static_cast<std::int64_t>(std::floor(std::ldexp(static_cast<double>(data[i]), shift)));
        ++histogram.counts[static_cast<std::size_t>(bin - first)];
    }
}

} // namespace halftone
