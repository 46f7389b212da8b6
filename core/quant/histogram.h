// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

namespace halftone {

/// Most bins a histogram has; with power-of-two widths a full range uses between half of them and all.
inline constexpr std::int64_t kHistogramBins = 4096;
/// Width of the finest bins relative to the largest magnitude: what a float can still tell apart comfortably.
inline constexpr int kSignificantBits = 20;
/// Exponent of the smallest positive float.
inline constexpr int kSmallestExponent = -149;

/// The exponent of the grid that values in [minimum, maximum] need. Monotone in the range, so the grid of a union does not
/// depend on the order in which its parts came.
int histogramExponent(float minimum, float maximum);
/// Grows (never shrinks) the histogram so that finite values in [minimum, maximum] have bins.
void makeRoom(Histogram &histogram, float minimum, float maximum);
/// Coarsens to `exponent` and widens to bins [low, high], which must contain the present ones.
void growTo(Histogram &histogram, int exponent, std::int64_t low, std::int64_t high);
std::int64_t lastBin(const Histogram &histogram);
/// Share, in [0, 1], of what was counted that lies outside a quantized range, which holds 0 in any case; resolution is one bin.
double shareOutside(const Histogram &histogram, double minimum, double maximum);
double binCenter(const Histogram &histogram, std::size_t bin);

} // namespace halftone
