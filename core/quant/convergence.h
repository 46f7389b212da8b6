// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// How the ranges of all tensors grew from sample to sample: whether there were enough of them.
struct Convergence
{
    /// Share of its final range that a tensor had reached after sample i (0 … 1), as mean over the tensors and for the slowest
    /// hundredth of them.
    std::vector<double> mean;
    std::vector<double> slowest;
    /// First count of samples after which tensors have 98 % of their final range on average; 0 without samples.
    std::int64_t enough = 0;
    /// The last quarter of the samples brought nothing new: enough ≤ ¾ of all.
    bool settled = false;
};

/// From the extremes of each sample, so no sample is run again. Tensors that are constant do not count.
Convergence convergenceOf(const Statistics &statistics);

} // namespace halftone
