// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/histogram.h"
#include "core/quant/range.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace halftone {

namespace {

/// Value below which `wanted` of the counted elements lie, linear within a bin.
double quantile(const Histogram &histogram, double wanted)
{
    double below = 0;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const auto count = static_cast<double>(histogram.counts[i]);
        if (count > 0 && below + count >= wanted)
            return (static_cast<double>(histogram.first) + static_cast<double>(i) + (wanted - below) / count) * histogram.binWidth();
        below += count;
    }
    return static_cast<double>(lastBin(histogram) + 1) * histogram.binWidth();
}

/// The histogram of |x|, on the same grid.
Histogram folded(const Histogram &histogram)
{
    Histogram result;
    result.exponent = histogram.exponent;
    const auto negative = histogram.first < 0 ? -histogram.first : 0;
    result.counts.assign(static_cast<std::size_t>(std::max(negative, lastBin(histogram) + 1)), 0);
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const auto bin = histogram.first + static_cast<std::int64_t>(i);
        result.counts[static_cast<std::size_t>(bin < 0 ? -bin - 1 : bin)] += histogram.counts[i];
    }
    return result;
}

} // namespace

Range percentileRange(const TensorStatistics &statistics, double percent, const RangeScheme &scheme)
{
    const Histogram &histogram = statistics.histogram;
    if (histogram.counts.empty())
        return minMaxRange(statistics);
    const auto total = static_cast<double>(statistics.finiteCount);
    if (scheme.symmetric) {
        const double largest = std::max(std::fabs(statistics.minimum), std::fabs(statistics.maximum));
        const auto clip = static_cast<float>(std::min(quantile(folded(histogram), total * percent / 100), largest));
        return {-clip, clip, {}};
    }
    const double tail = total * (1 - percent / 100) / 2;
    const double low = std::clamp<double>(quantile(histogram, tail), statistics.minimum, statistics.maximum);
    const double high = std::clamp<double>(quantile(histogram, total - tail), low, statistics.maximum);
    return {static_cast<float>(low), static_cast<float>(high), {}};
}

} // namespace halftone
