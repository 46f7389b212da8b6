// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/value_histogram.h"

#include "core/quant/histogram.h"
#include "core/quant/statistics_builder.h"

#include <algorithm>

namespace halftone {

namespace {

Histogram histogramOf(const TensorView &view)
{
    StatisticsBuilder builder;
    builder.add(view);
    return builder.take().histogram;
}

/// Coarsens the finer of two histograms, so that bars of both stand side by side.
void alignGrids(Histogram &a, Histogram &b)
{
    if (a.counts.empty() || b.counts.empty())
        return;
    const int exponent = std::max(a.exponent, b.exponent);
    for (Histogram *histogram : {&a, &b}) {
        const int shift = std::min(62, exponent - histogram->exponent);
        growTo(*histogram, exponent, histogram->first >> shift, lastBin(*histogram) >> shift);
    }
}

} // namespace

void HistogramPair::add(const TensorView &x, const TensorView &y)
{
    original.merge(histogramOf(x));
    quantized.merge(histogramOf(y));
    alignGrids(original, quantized);
}

void HistogramPair::merge(const HistogramPair &other)
{
    original.merge(other.original);
    quantized.merge(other.quantized);
    alignGrids(original, quantized);
}

} // namespace halftone
