// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"
#include "core/quant/pairing.h"

namespace halftone {

/// The error of every weight that has a counterpart, in the order of `pairs`; by channel along the axis of its scales. Weights
/// are read from their files one at a time by each of `workers`.
Result<std::vector<TensorError>> compareWeights(
    const Graph &original, const Graph &quantized, const std::vector<WeightPair> &pairs, int workers, Progress &progress);

} // namespace halftone
