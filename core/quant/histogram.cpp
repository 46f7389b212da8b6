// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/histogram.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

std::int64_t shiftDown(std::int64_t index, int bits) { return bits >= 63 ? (index < 0 ? -1 : 0) : index >> bits; }

std::int64_t indexOf(double value, int exponent) { return static_cast<std::int64_t>(std::floor(std::ldexp(value, -exponent))); }

} // namespace

double Histogram::binWidth() const { return std::ldexp(1.0, exponent); }

void Histogram::merge(const Histogram &other)
{
    if (other.counts.empty())
        return;
    if (counts.empty()) {
        *this = other;
        return;
    }
    int wanted = std::max(exponent, other.exponent);
    for (;; ++wanted) {
        const auto low = std::min(shiftDown(first, wanted - exponent), shiftDown(other.first, wanted - other.exponent));
        const auto high = std::max(shiftDown(lastBin(*this), wanted - exponent), shiftDown(lastBin(other), wanted - other.exponent));
        if (high - low < kHistogramBins) {
            growTo(*this, wanted, low, high);
            break;
        }
    }
    const int shift = exponent - other.exponent;
    for (std::size_t i = 0; i < other.counts.size(); ++i) {
        const auto bin = shiftDown(other.first + static_cast<std::int64_t>(i), shift);
        counts[static_cast<std::size_t>(bin - first)] += other.counts[i];
    }
}

std::int64_t lastBin(const Histogram &histogram) { return histogram.first + static_cast<std::int64_t>(histogram.counts.size()) - 1; }

int histogramExponent(float minimum, float maximum)
{
    const double largest = std::max(std::fabs(static_cast<double>(minimum)), std::fabs(static_cast<double>(maximum)));
    if (largest == 0)
        return kSmallestExponent;
    int exponent = std::max(kSmallestExponent, std::ilogb(largest) - kSignificantBits);
    while (indexOf(maximum, exponent) - indexOf(minimum, exponent) >= kHistogramBins)
        ++exponent;
    return exponent;
}

void growTo(Histogram &histogram, int exponent, std::int64_t low, std::int64_t high)
{
    if (exponent == histogram.exponent && low == histogram.first && high == lastBin(histogram))
        return;
    std::vector<std::uint64_t> counts(static_cast<std::size_t>(high - low + 1));
    const int shift = exponent - histogram.exponent;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const auto bin = shiftDown(histogram.first + static_cast<std::int64_t>(i), shift);
        counts[static_cast<std::size_t>(bin - low)] += histogram.counts[i];
    }
    histogram.counts = std::move(counts);
    histogram.exponent = exponent;
    histogram.first = low;
}

void makeRoom(Histogram &histogram, float minimum, float maximum)
{
    int exponent = histogramExponent(minimum, maximum);
    if (histogram.counts.empty()) {
        histogram.exponent = exponent;
        histogram.first = indexOf(minimum, exponent);
        histogram.counts.assign(static_cast<std::size_t>(indexOf(maximum, exponent) - histogram.first + 1), 0);
        return;
    }
    for (exponent = std::max(exponent, histogram.exponent);; ++exponent) {
        const int shift = exponent - histogram.exponent;
        const auto low = std::min(shiftDown(histogram.first, shift), indexOf(minimum, exponent));
        const auto high = std::max(shiftDown(lastBin(histogram), shift), indexOf(maximum, exponent));
        if (high - low < kHistogramBins)
            return growTo(histogram, exponent, low, high);
    }
}

double shareOutside(const Histogram &histogram, double minimum, double maximum)
{
    std::uint64_t outside = 0;
    std::uint64_t all = 0;
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        const double x = binCenter(histogram, bin);
        all += histogram.counts[bin];
        if (x < std::min(minimum, 0.0) || x > std::max(maximum, 0.0))
            outside += histogram.counts[bin];
    }
    return all > 0 ? static_cast<double>(outside) / static_cast<double>(all) : 0;
}

double binCenter(const Histogram &histogram, std::size_t bin)
{
    return (static_cast<double>(histogram.first) + static_cast<double>(bin) + 0.5) * histogram.binWidth();
}

} // namespace halftone
