// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/range.h"

namespace halftone {

Range chooseRange(const TensorStatistics &statistics, RangeMethod method, double percent, const RangeScheme &scheme)
{
    switch (method) {
    case RangeMethod::MinMax:
        return minMaxRange(statistics);
    case RangeMethod::MovingAverage:
        return movingAverageRange(statistics);
    case RangeMethod::Percentile:
        return percentileRange(statistics, percent, scheme);
    case RangeMethod::Mse:
        return mseRange(statistics, scheme);
    case RangeMethod::Entropy:
        break;
    }
    // Where entropy clips no more than it should, its error is of the order of the MSE choice's; ruined tensors show factors of hundreds.
    constexpr double kTolerated = 4;
    const Range entropy = entropyRange(statistics);
    Range mse = mseRange(statistics, scheme);
    const double least = quantizationError(statistics, mse, scheme);
    const double error = quantizationError(statistics, entropy, scheme);
    if (error <= kTolerated * least)
        return entropy;
    mse.fallbackFactor = least > 0 ? error / least : error;
    return mse;
}

} // namespace halftone
