// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/latency.h"

#include <functional>

namespace halftone {

/// What recipes are evaluated on.
struct EvaluationSubject
{
    std::shared_ptr<const PreparedGraph> prepared;
    std::shared_ptr<const Statistics> statistics;
    std::shared_ptr<const SampleSource> samples;
    std::map<std::string, std::int64_t> dims;
    /// Samples that errors are taken from; 0: all.
    int compared = 0;
};

/// What one recipe is worth.
struct RecipeFigures
{
    /// Size of the model as it would be written.
    std::int64_t bytes = 0;
    /// SQNR of the outputs: whole, and worst channel.
    double outputDb = 0;
    double worstChannelDb = 0;
    Latency latency;
};

/// Quantizes, compares and measures one recipe after the other; reports how many are done. `found` is called from this thread after each.
/// What was found stays when it is cancelled.
Status evaluateRecipes(const EvaluationSubject &subject, const std::vector<Recipe> &recipes,
    const std::function<void(const Recipe &, const RecipeFigures &)> &found, Progress &progress);

} // namespace halftone
