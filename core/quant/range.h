// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"
#include "core/quant/statistics.h"

#include <optional>

namespace halftone {

/// Real values that the lowest and the highest quantized value stand for (before 0 is included).
struct Range
{
    float minimum = 0;
    float maximum = 0;
    /// Set when the method asked for would have clipped to ruin and the MSE choice was taken: how many times its error.
    std::optional<double> fallbackFactor;
};

/// How many levels the range will be divided into, and whether it will be mirrored around 0.
struct RangeScheme
{
    int levels = 256;
    bool symmetric = false;
};

/// Extremes over all samples.
Range minMaxRange(const TensorStatistics &statistics);
/// Exponential average (constant 0.01) of the samples' extremes, from the first sample on.
Range movingAverageRange(const TensorStatistics &statistics);
/// The range that leaves out (100 − percent) % of the values: of |x| when symmetric, else half on each side.
Range percentileRange(const TensorStatistics &statistics, double percent, const RangeScheme &scheme);
/// Least Kullback–Leibler divergence between the distribution and its 128-bin image (Migacz, "8-bit inference with TensorRT",
/// 2017), over 2048 bins. Unguarded: may clip a heavy tail badly.
Range entropyRange(const TensorStatistics &statistics);
/// The clip that minimizes the squared error, rounding and clipping together.
Range mseRange(const TensorStatistics &statistics, const RangeScheme &scheme);

/// Expected Σ (x − dequantized x)² over the histogram for a range.
double quantizationError(const TensorStatistics &statistics, const Range &range, const RangeScheme &scheme);

/// The range of a method. Entropy, whose clipping error may be anything, gives way to MSE when it costs several times more.
Range chooseRange(const TensorStatistics &statistics, RangeMethod method, double percent, const RangeScheme &scheme);

} // namespace halftone
