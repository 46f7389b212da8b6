// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/findings.h"
#include "core/quant/quantize.h"

#include <mutex>
#include <optional>

namespace halftone {

/// What the algorithms make of a prepared graph before it is quantized.
struct AlgorithmPlan
{
    /// The graph to quantize: the same nodes and values, perhaps other constants.
    std::shared_ptr<const Model> model;
    std::shared_ptr<const Statistics> statistics;
    /// Nodes that stay float, and why.
    FloatNodes floatNodes;
    std::vector<Issue> issues;
};

/// Keeps the plan of one prepared graph and its statistics between refreshes: most edits of a recipe do not change it. Thread-safe.
class AlgorithmCache
{
public:
    std::shared_ptr<const AlgorithmPlan> find(const Statistics &statistics, QuantProfile profile, const AlgorithmOptions &options) const;
    void keep(
        const Statistics &statistics, QuantProfile profile, const AlgorithmOptions &options, std::shared_ptr<const AlgorithmPlan> plan);

    std::shared_ptr<const WeightTuning> findTuning(const Statistics &statistics, const Recipe &recipe) const;
    void keepTuning(const Statistics &statistics, const Recipe &recipe, std::shared_ptr<const WeightTuning> tuning);

private:
    mutable std::mutex m_mutex;
    const Statistics *m_tunedOn = nullptr;
    Recipe m_tunedFor;
    std::shared_ptr<const WeightTuning> m_tuning;
    const Statistics *m_statistics = nullptr;
    QuantProfile m_profile = QuantProfile::Default;
    AlgorithmOptions m_options;
    std::shared_ptr<const AlgorithmPlan> m_plan;
};

/// Decides by recipe.algorithms; what is Auto is done in the default profile where the statistics call for it.
Result<std::shared_ptr<const AlgorithmPlan>> planAlgorithms(
    const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe, Progress &progress);

} // namespace halftone
