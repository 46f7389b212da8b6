// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/quant/formats/blocked_weight.h"

namespace halftone {

/// GPTQ (Frantar et al., 2022): columns are rounded one after the other, and what rounding one does to the output is made up
/// for by those still to come, by the inverse of H = E[x xᵀ]. `values` is rows × columns, `moments` columns × columns.
/// Blocks get their parameters from the values as corrected so far. Fails with errc::kCancelled only.
Result<BlockedWeight> quantizeGptq(std::span<const float> values, std::int64_t rows, std::int64_t columns, const BlockScheme &scheme,
    std::span<const float> moments, Progress &progress);

/// Mean squared error of the output that an error of the weights makes: Σ over rows of e H eᵀ / rows.
double outputError(
    std::span<const float> values, std::span<const float> seen, std::int64_t rows, std::int64_t columns, std::span<const float> moments);

} // namespace halftone
