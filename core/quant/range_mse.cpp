// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/histogram.h"
#include "core/quant/range.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace halftone {

namespace {

/// Count, Σx and Σx² of the bins below each bin edge, with x at bin centres: the error of any clip at an edge in constant time.
class Moments
{
public:
    explicit Moments(const TensorStatistics &statistics)
        : m_width(statistics.histogram.binWidth())
        , m_first(static_cast<double>(statistics.histogram.first))
        , m_zeroth(statistics.histogram.counts.size() + 1)
        , m_firstMoment(m_zeroth.size())
        , m_second(m_zeroth.size())
    {
        const Histogram &histogram = statistics.histogram;
        for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
            const auto count = static_cast<double>(histogram.counts[i]);
            const double x = std::clamp<double>(binCenter(histogram, i), statistics.minimum, statistics.maximum);
            m_zeroth[i + 1] = m_zeroth[i] + count;
            m_firstMoment[i + 1] = m_firstMoment[i] + count * x;
            m_second[i + 1] = m_second[i] + count * x * x;
            // Values that a finer grid than the quantizer's puts next to 0 are mostly exact zeros (Relu): they cost nothing.
            const auto bin = histogram.first + static_cast<std::int64_t>(i);
            if (bin == 0 || bin == -1)
                m_nearZero += count;
        }
    }

    double error(double low, double high, int levels) const
    {
        const std::size_t from = edge(low);
        const std::size_t to = std::max(from, edge(high));
        const double below = clipError(0, from, low);
        const double above = clipError(to, m_zeroth.size() - 1, high);
        const double inside = m_zeroth[to] - m_zeroth[from];
        const double step = (std::max(high, 0.0) - std::min(low, 0.0)) / (levels - 1);
        return below + above + std::max(0.0, inside - m_nearZero) * step * step / 12;
    }

private:
    std::size_t edge(double x) const
    {
        return static_cast<std::size_t>(std::clamp(std::round(x / m_width) - m_first, 0.0, static_cast<double>(m_zeroth.size() - 1)));
    }
    double clipError(std::size_t from, std::size_t to, double clip) const
    {
        const double count = m_zeroth[to] - m_zeroth[from];
        const double sum = m_firstMoment[to] - m_firstMoment[from];
        const double squares = m_second[to] - m_second[from];
        return std::max(0.0, squares - 2 * clip * sum + clip * clip * count);
    }

    double m_width;
    double m_first;
    double m_nearZero = 0;
    std::vector<double> m_zeroth;
    std::vector<double> m_firstMoment;
    std::vector<double> m_second;
};

constexpr int kCoarse = 48;
constexpr int kRounds = 3;

} // namespace

double quantizationError(const TensorStatistics &statistics, const Range &range, const RangeScheme &scheme)
{
    if (statistics.histogram.counts.empty())
        return 0;
    double low = range.minimum;
    double high = range.maximum;
    if (scheme.symmetric) {
        high = std::max(-low, high);
        low = -high;
    }
    return Moments(statistics).error(low, high, scheme.levels);
}

Range mseRange(const TensorStatistics &statistics, const RangeScheme &scheme)
{
    const double least = std::min(0.0F, statistics.minimum);
    const double most = std::max(0.0F, statistics.maximum);
    if (statistics.histogram.counts.empty() || least == most)
        return minMaxRange(statistics);
    const Moments moments(statistics);

    if (scheme.symmetric) {
        const double largest = std::max(-least, most);
        double best = largest;
        double bestError = moments.error(-largest, largest, scheme.levels);
        constexpr int kSteps = 256;
        for (int i = 1; i < kSteps; ++i) {
            const double clip = largest * i / kSteps;
            const double error = moments.error(-clip, clip, scheme.levels);
            if (error < bestError) {
                bestError = error;
                best = clip;
            }
        }
        return {static_cast<float>(-best), static_cast<float>(best), {}};
    }

    // Both ends shrink together first (bell shapes), then each alone around the best found (one-sided tails).
    double low = least;
    double high = most;
    double bestError = moments.error(low, high, scheme.levels);
    const auto attempt = [&](double newLow, double newHigh) {
        const double error = moments.error(newLow, newHigh, scheme.levels);
        if (error < bestError) {
            bestError = error;
            low = newLow;
            high = newHigh;
        }
    };
    for (int i = 1; i < kCoarse; ++i)
        attempt(least * i / kCoarse, most * i / kCoarse);
    for (int round = 0; round < kRounds; ++round) {
        for (int i = 1; i <= kCoarse; ++i)
            attempt(least * i / kCoarse, high);
        for (int i = 1; i <= kCoarse; ++i)
            attempt(low, most * i / kCoarse);
    }
    const double fineLow = low;
    const double fineHigh = high;
    for (int i = -kCoarse / 4; i <= kCoarse / 4; ++i) {
        const double shift = static_cast<double>(i) / (kCoarse * kCoarse / 4.0);
        attempt(std::max(least, fineLow + least * shift), high);
        attempt(low, std::min(most, fineHigh + most * shift));
    }
    return {static_cast<float>(low), static_cast<float>(high), {}};
}

} // namespace halftone
