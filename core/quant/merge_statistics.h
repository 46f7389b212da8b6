// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/ops/fact.h"
#include "core/quant/statistics.h"

namespace halftone {

namespace errc {
/// %1 tensor that only one of two statistics has.
inline constexpr ErrorCode kStatisticsOtherModel{"quant.statistics-other-model"};
/// %1 file, %2 tensor that only the model or only the statistics have.
inline constexpr ErrorCode kStatisticsUnfit{"quant.statistics-unfit"};
} // namespace errc

/// Adds what a later calibration of the same graph saw. Counts, extremes and histograms are exact and do not depend on the
/// order; per-sample extremes follow each other. Fails with errc::kStatisticsOtherModel when the tensors are not the same.
Status mergeStatistics(Statistics &into, Statistics later);

/// Whether statistics of a file are of this (prepared) graph: each of its float activations has some, and they have no other. Fails with
/// errc::kStatisticsUnfit.
Status checkStatistics(const Graph &graph, const GraphFacts &facts, const Statistics &statistics, const std::string &path);

} // namespace halftone
