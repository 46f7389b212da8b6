// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/statistics.h"

namespace halftone {

namespace errc {
/// %1 tensor that only one of two statistics has.
inline constexpr ErrorCode kStatisticsOtherModel{"quant.statistics-other-model"};
} // namespace errc

/// Adds what a later calibration of the same graph saw. Counts, extremes and histograms are exact and do not depend on the
/// order; per-sample extremes follow each other. Fails with errc::kStatisticsOtherModel when the tensors are not the same.
Status mergeStatistics(Statistics &into, Statistics later);

} // namespace halftone
