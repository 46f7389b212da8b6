// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/evaluate.h"
#include "core/quant/sensitivity.h"

#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// %1 text of a target that cannot be read.
inline constexpr ErrorCode kBadTarget{"quant.bad-target"};
/// %1 metric asked for, %2 metric that the data's labels give.
inline constexpr ErrorCode kTargetMetric{"quant.target-metric"};
} // namespace errc

/// What a quantized model shall reach.
struct AccuracyTarget
{
    /// "sqnr" (worst output channel, dB), or a metric of evaluate(): "top1", "exact", "f1".
    std::string metric = "sqnr";
    double value = 0;

    /// "sqnr>=30", "top1 >= 0.99". Fails with errc::kBadTarget.
    static Result<AccuracyTarget> parse(const std::string &text);
    std::string toString() const;
};

/// What a search works on; all of it outlives the search.
struct SearchSubject
{
    const PreparedGraph &prepared;
    const GraphFacts &facts;
    const Statistics &statistics;
    const SampleSource &samples;
};

/// A list of exclusions that a search tried, and what the model reached with it.
struct SearchStep
{
    std::vector<std::string> nodes;
    double value = 0;
};

struct Proposal
{
    /// Nodes to exclude, worst first.
    std::vector<std::string> nodes;
    /// The recipe with them excluded.
    Recipe recipe;
    /// What the model reaches without and with the proposal.
    double before = 0;
    double after = 0;
    bool reached = false;
    /// Models that were quantized and measured.
    int attempts = 0;
    /// Each of them, in the order in which they were tried.
    std::vector<SearchStep> steps;
};

/// The smallest exclusion list found that reaches the target: the shortest beginning of the ranking that does (doubled, then
/// bisected), from which every node is then dropped that is not needed. Where even the whole ranking does not reach it, the
/// beginning that comes nearest. Each attempt is quantized as quantizeOnData() does. Cancelled, the best so far is returned.
Result<Proposal> searchExclusions(const SearchSubject &subject, const Recipe &recipe, const SensitivityReport &ranking,
    const AccuracyTarget &target, const SensitivityOptions &options, Progress &progress);

/// Without a target: the nodes of the ranking that stand out, that is, lie far below the middle of all and leave less than
/// `enoughDb`. Nothing is run.
std::vector<std::string> outstandingNodes(const SensitivityReport &ranking, double enoughDb = 15);

} // namespace halftone
