// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/analysis/output_loss.h"

#include <map>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// Why measuring keeps a node float. %1 its share of the outputs' error in percent.
inline constexpr ErrorCode kMeasuredFloat{"quant.measured-float"};
/// A node between products, where 8 bits for products alone lost less.
inline constexpr ErrorCode kOnlyProducts{"quant.only-products"};
/// %1 operator that runtimes do not compute on integers.
inline constexpr ErrorCode kNoRuntimeKernel{"quant.no-runtime-kernel"};
/// A node before logarithms or magnitudes.
inline constexpr ErrorCode kBeforeLogarithm{"quant.before-logarithm"};
} // namespace errc

/// What a search works on; all of it outlives the search.
struct AccuracySubject
{
    const PreparedGraph &prepared;
    const GraphFacts &facts;
    const Statistics &statistics;
    const Recipe &recipe;
    /// Samples that calibrated.
    const QuantizeData &data;
    /// All samples, and those of them that accept what is tried.
    const SampleSource &samples;
    const std::vector<std::int64_t> &acceptance;
    const OutputReference &reference;
    /// Multiplications of each node.
    const std::map<std::string, std::int64_t> &macs;
};

/// One thing that was tried: noise over energy of the outputs before and after, on samples kept aside.
struct AccuracyStep
{
    std::string stage;
    std::string change;
    double before = 0;
    double after = 0;
    bool kept = false;
};

struct AccuracyPlan
{
    QuantizeResult result;
    /// Of the plan on the accepting samples.
    PlanFigures figures;
    std::vector<AccuracyStep> steps;
    std::int64_t runs = 0;
    std::int64_t budget = 0;
    /// "done", "budget", "cancelled".
    std::string stopped = "done";
    /// Nodes by share of the outputs' error, worst first; empty where nodes were not measured.
    std::vector<std::pair<std::string, double>> importance;
};

/// A reason that measuring gave.
bool isMeasuredReason(ErrorCode reason);

/// Whether anything is decided by measuring: in the default profile, in 8 bits with ranges from calibration.
bool searchesAccuracy(const Recipe &recipe);

/// The plan of the recipe, made better by what helps on samples kept aside: other ranges, no equalization or smoothing, 8 bits for products
/// only, and, while the outputs are not good, single nodes left float in the order of what their rounding does to the outputs. Cheapest
/// first; within a budget of runs. The same for any number of workers. Cancelled, the best plan so far is returned.
Result<AccuracyPlan> searchAccuracy(const AccuracySubject &subject, Progress &progress);

} // namespace halftone
