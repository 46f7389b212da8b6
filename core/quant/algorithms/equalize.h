// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/statistics.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// The same function with channels of like ranges.
struct Equalization
{
    /// Null when nothing was changed. Nodes and values keep ids and names; only constants differ.
    std::shared_ptr<const Model> model;
    /// Of the new model. Extremes are exact; tensors whose channels were scaled have no histogram (their range is min–max).
    std::shared_ptr<const Statistics> statistics;
    /// Factor by channel that each value was divided by, where not all are 1.
    std::map<std::string, std::vector<float>> factors;
    /// The tensor whose channels differed most, how many-fold, and how many-fold afterwards.
    std::string worst;
    double unequalBefore = 1;
    double unequalAfter = 1;
};

/// How many-fold the largest channel range exceeds the lower quartile of the others; 1 without channels.
double channelSpread(const TensorStatistics &statistics);

/// Cross-layer equalization (Nagel et al., "Data-free quantization through weight equalization and bias correction", 2019) with
/// ranges of activations from statistics: each group of channels is divided by s = √(activation range / weight range), both
/// relative to their tensors, rounded to a power of two so that the float function stays the same to the bit. Does nothing
/// where the worst spread lies below `threshold`.
Result<Equalization> equalizeChannels(
    const Model &model, const GraphFacts &facts, const Statistics &statistics, double threshold, Progress &progress);

} // namespace halftone
