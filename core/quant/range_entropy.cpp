// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/histogram.h"
#include "core/quant/range.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace halftone {

namespace {

constexpr int kBins = 2048;
constexpr int kQuantizedBins = 128;
constexpr double kSmoothing = 1e-4;

/// The distribution over 2048 equal bins of [−largest, largest].
std::vector<double> spread(const TensorStatistics &statistics, double largest)
{
    std::vector<double> bins(kBins);
    const Histogram &histogram = statistics.histogram;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const double position = (binCenter(histogram, i) + largest) / (2 * largest) * kBins;
        bins[static_cast<std::size_t>(std::clamp(position, 0.0, kBins - 1.0))] += static_cast<double>(histogram.counts[i]);
    }
    return bins;
}

/// Moves a little mass onto empty bins so that the divergence is finite.
bool smooth(std::vector<double> &distribution)
{
    const auto zeros = static_cast<double>(std::count(distribution.begin(), distribution.end(), 0.0));
    const double others = static_cast<double>(distribution.size()) - zeros;
    if (others == 0)
        return false;
    const double taken = kSmoothing * zeros / others;
    for (double &value : distribution)
        value = value == 0 ? kSmoothing : value - taken;
    return taken < 1;
}

double divergence(const std::vector<double> &p, const std::vector<double> &q)
{
    double pSum = 0;
    double qSum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        pSum += p[i];
        qSum += q[i];
    }
    double result = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i] > 0)
            result += q[i] > 0 ? p[i] / pSum * std::log((p[i] / pSum) / (q[i] / qSum)) : 0;
    }
    return result;
}

/// The image of `sliced` in 128 bins, spread back evenly over the bins that `p` does not have empty.
std::vector<double> quantized(const std::vector<double> &sliced, const std::vector<double> &p)
{
    std::vector<double> q(sliced.size());
    const std::size_t merged = sliced.size() / kQuantizedBins;
    for (std::size_t bin = 0; bin < kQuantizedBins; ++bin) {
        const std::size_t from = bin * merged;
        const std::size_t to = bin + 1 == kQuantizedBins ? sliced.size() : from + merged;
        double sum = 0;
        double occupied = 0;
        for (std::size_t i = from; i < to; ++i) {
            sum += sliced[i];
            occupied += p[i] != 0 ? 1 : 0;
        }
        for (std::size_t i = from; i < to; ++i)
            q[i] = p[i] != 0 && occupied > 0 ? sum / occupied : 0;
    }
    return q;
}

} // namespace

Range entropyRange(const TensorStatistics &statistics)
{
    const double largest = std::max(std::fabs(statistics.minimum), std::fabs(statistics.maximum));
    if (statistics.histogram.counts.empty() || largest == 0)
        return minMaxRange(statistics);
    const std::vector<double> bins = spread(statistics, largest);
    constexpr int kMiddle = kBins / 2;
    double best = std::numeric_limits<double>::infinity();
    int bestHalf = kMiddle;
    for (int half = kQuantizedBins / 2; half <= kMiddle; ++half) {
        const auto begin = bins.begin() + kMiddle - half;
        const auto end = bins.begin() + kMiddle + half;
        const std::vector<double> sliced(begin, end);
        std::vector<double> p = sliced;
        for (auto i = bins.begin(); i != begin; ++i)
            p.front() += *i;
        for (auto i = end; i != bins.end(); ++i)
            p.back() += *i;
        std::vector<double> q = quantized(sliced, p);
        if (!smooth(p) || !smooth(q))
            continue;
        const double found = divergence(p, q);
        if (found < best) {
            best = found;
            bestHalf = half;
        }
    }
    const double clip = largest * bestHalf / kMiddle;
    return {static_cast<float>(std::max<double>(statistics.minimum, -clip)), static_cast<float>(std::min<double>(statistics.maximum, clip)),
        {}};
}

} // namespace halftone
