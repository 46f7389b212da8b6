// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/suggest.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// The figure tensors are ranked by: the worst channel, or the whole where there are no channels.
double worst(const ErrorFigures &figures) { return std::isnan(figures.worstChannelDb) ? figures.sqnrDb : figures.worstChannelDb; }

} // namespace

std::vector<Suggestion> suggestExclusions(const Model &model, const Statistics &statistics, const QuantizeResult &quantized,
    const ErrorReport &report, std::size_t limit, double leastDb)
{
    std::vector<Suggestion> found;
    for (const TensorError &error : report.tensors) {
        const double db = worst(error.local);
        if (error.kind == TensorError::Kind::Weight || error.producer.empty() || !(db < leastDb))
            continue;
        const auto diagnosis = diagnose(model, statistics, quantized, error);
        if (!diagnosis || diagnosis->excludeNode.empty())
            continue;
        const bool known = std::any_of(found.begin(), found.end(), [&](const Suggestion &s) { return s.node == diagnosis->excludeNode; });
        if (!known)
            found.push_back({diagnosis->excludeNode, error.tensor, db, *diagnosis});
    }
    std::stable_sort(found.begin(), found.end(), [](const Suggestion &a, const Suggestion &b) { return a.localWorstDb < b.localWorstDb; });
    if (found.size() > limit)
        found.resize(limit);
    return found;
}

} // namespace halftone
