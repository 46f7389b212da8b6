// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/weight_tuning.h"
#include "core/quant/analysis/output_loss.h"
#include "core/quant/quantize.h"

#include <string>
#include <vector>

namespace halftone {

/// What the rounding of one node alone does to the outputs, in the terms of their kinds.
struct NodeDistance
{
    std::string node;
    /// Noise over energy of the judge vectors: mean over the outputs and samples.
    double distance = 0;
};

/// Puts the 8-bit result of each quantized node into the float model, of which only what depends on it runs again. Worst first; ties in the
/// order of the graph. `indices`: samples of `source` that `reference` knows.
Result<std::vector<NodeDistance>> nodeDistances(const QuantizeResult &quantized, const SampleSource &source,
    const std::vector<std::int64_t> &indices, const OutputReference &reference, const TuningOptions &options, Progress &progress);

} // namespace halftone
