// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/algorithm_plan.h"

#include "core/quant/algorithms/equalize.h"
#include "core/quant/algorithms/sensitive_nodes.h"
#include "core/quant/algorithms/wide_joins.h"

namespace halftone {

namespace {

/// Channel ranges that differ more leave most channels fewer than 8 of 256 levels.
constexpr double kUnequalChannels = 32;

bool applies(Decision decision, QuantProfile profile)
{
    return decision == Decision::On || (decision == Decision::Auto && profile == QuantProfile::Default);
}

} // namespace

std::shared_ptr<const AlgorithmPlan> AlgorithmCache::find(
    const Statistics &statistics, QuantProfile profile, const AlgorithmOptions &options) const
{
    const std::scoped_lock lock(m_mutex);
    return m_plan && m_statistics == &statistics && m_profile == profile && m_options == options ? m_plan : nullptr;
}

void AlgorithmCache::keep(
    const Statistics &statistics, QuantProfile profile, const AlgorithmOptions &options, std::shared_ptr<const AlgorithmPlan> plan)
{
    const std::scoped_lock lock(m_mutex);
    m_statistics = &statistics;
    m_profile = profile;
    m_options = options;
    m_plan = std::move(plan);
}

std::shared_ptr<const WeightTuning> AlgorithmCache::findTuning(const Statistics &statistics, const Recipe &recipe) const
{
    const std::scoped_lock lock(m_mutex);
    return m_tunedOn == &statistics && m_tunedFor == recipe ? m_tuning : nullptr;
}

void AlgorithmCache::keepTuning(const Statistics &statistics, const Recipe &recipe, std::shared_ptr<const WeightTuning> tuning)
{
    const std::scoped_lock lock(m_mutex);
    m_tunedOn = &statistics;
    m_tunedFor = recipe;
    m_tuning = std::move(tuning);
}

Result<std::shared_ptr<const AlgorithmPlan>> planAlgorithms(
    const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe, Progress &progress)
{
    const AlgorithmOptions &options = recipe.algorithms;
    if (prepared.cache) {
        if (auto kept = prepared.cache->find(statistics, recipe.profile, options))
            return kept;
    }
    auto plan = std::make_shared<AlgorithmPlan>();
    plan->model = prepared.model;
    plan->statistics = std::shared_ptr<const Statistics>(std::shared_ptr<void>(), &statistics);
    if (applies(options.maskRanges, recipe.profile))
        findMasks(*prepared.model, statistics, plan->floatNodes, plan->issues);
    if (applies(options.sensitiveFloat, recipe.profile))
        findSensitive(*prepared.model, plan->floatNodes, plan->issues);
    if (applies(options.wideJoins, recipe.profile))
        findWideJoins(*prepared.model, statistics, plan->floatNodes, plan->issues);
    if (applies(options.equalize, recipe.profile)) {
        const double threshold = options.equalize == Decision::On ? 1 : kUnequalChannels;
        HALFTONE_TRY(Equalization equal, equalizeChannels(*prepared.model, facts, statistics, threshold, progress));
        if (equal.model) {
            plan->model = std::move(equal.model);
            plan->statistics = std::move(equal.statistics);
            plan->issues.push_back({Issue::Severity::Info,
                Error(errc::kEqualized,
                    {std::to_string(equal.factors.size()), equal.worst, figureText(equal.unequalBefore), figureText(equal.unequalAfter)}),
                Issue::Target::Value, equal.worst});
        }
    }
    if (prepared.cache)
        prepared.cache->keep(statistics, recipe.profile, options, plan);
    return std::shared_ptr<const AlgorithmPlan>(std::move(plan));
}

} // namespace halftone
