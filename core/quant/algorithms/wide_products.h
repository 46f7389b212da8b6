// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/quantize_on_data.h"

namespace halftone {

namespace errc {
/// %1 number of nodes that compute with 16-bit activations, %2 mean cosine of the outputs on samples in 8 bits, %3 with 16.
inline constexpr ErrorCode kWidened{"quant.widened"};
} // namespace errc

/// Attention multiplies small errors: where the outputs of an encoder in 8 bits have a mean cosine below 0.995 on a few
/// samples, its products read 16-bit activations instead, if that helps. Q/DQ only, as no other format has such types; part of
/// what AlgorithmOptions::outlierFloat decides. It is measured with nothing excluded and kept in prepared.cache. `prepared` and `recipe`
/// are what `narrow` was made from.
Result<QuantizeResult> widenWhereNeeded(QuantizeResult narrow, const PreparedGraph &prepared, const GraphFacts &facts,
    const Statistics &statistics, const Recipe &recipe, const QuantizeData &data, Progress &progress);

} // namespace halftone
