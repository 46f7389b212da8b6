// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/weight_tuning.h"

namespace halftone {

class MomentsCache;

/// What algorithms may look at beyond statistics.
struct QuantizeData
{
    /// Null: only what needs no samples is done.
    const SampleSource *samples = nullptr;
    TuningOptions options;
    /// Keeps second moments between calls; may be null.
    MomentsCache *moments = nullptr;
    /// Products of encoders may get activations of 16 bits where samples ask for it.
    bool mayWiden = true;
};

/// The recipe asks for something that quantizeOnData() cannot do without samples: tuned weights, or moments for weight-only layers.
bool needsSamples(const Recipe &recipe);

/// quantize() after whatever in the recipe looks at samples: layers sampled for smoothing, weights tuned, moments of the inputs of
/// weight-only layers. prepared.cache keeps what was found for recipes it still serves. Tuning is left out where weight-only layers
/// need moments.
Result<QuantizeResult> quantizeOnData(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics,
    const Recipe &recipe, const QuantizeData &data, Progress &progress);

} // namespace halftone
