// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/range.h"

namespace halftone {

Range movingAverageRange(const TensorStatistics &statistics)
{
    if (statistics.sampleMinimum.empty())
        return minMaxRange(statistics);
    constexpr double kConstant = 0.01;
    double low = statistics.sampleMinimum.front();
    double high = statistics.sampleMaximum.front();
    for (std::size_t i = 1; i < statistics.sampleMinimum.size(); ++i) {
        low += kConstant * (static_cast<double>(statistics.sampleMinimum[i]) - low);
        high += kConstant * (static_cast<double>(statistics.sampleMaximum[i]) - high);
    }
    return {static_cast<float>(low), static_cast<float>(high), {}};
}

} // namespace halftone
