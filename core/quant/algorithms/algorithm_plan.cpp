// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/algorithm_plan.h"

#include "core/quant/algorithms/equalize.h"
#include "core/quant/algorithms/sensitive_nodes.h"
#include "core/quant/algorithms/smooth.h"
#include "core/quant/algorithms/wide_joins.h"

namespace halftone {

namespace {

/// Channel ranges that differ more leave most channels fewer than 8 of 256 levels.
constexpr double kUnequalChannels = 32;

bool applies(Decision decision, QuantProfile profile)
{
    return decision == Decision::On || (decision == Decision::Auto && profile == QuantProfile::Default);
}

/// A Mul before a product costs a pass over its input, so it must bring this much on its own.
constexpr double kWorthIt = 1;
/// Products with less than this many dB on their samples spoil what follows.
constexpr double kTooNoisy = 17;

/// Smoothing and what comes with it is about 8-bit products with ranges from calibration.
bool hasStaticProducts(const Recipe &recipe)
{
    return modeOfFormat(recipe.format.type) == NodeMode::Static && dtypeBits(recipe.activations) == 8 && dtypeBits(recipe.weights) == 8;
}

bool wantsSamples(const Recipe &recipe)
{
    return hasStaticProducts(recipe)
        && (applies(recipe.algorithms.smooth, recipe.profile) || applies(recipe.algorithms.outlierFloat, recipe.profile));
}

Recipe planPart(const Recipe &recipe)
{
    Recipe part;
    part.profile = recipe.profile;
    part.algorithms = recipe.algorithms;
    part.activations = recipe.activations;
    part.weights = recipe.weights;
    part.perChannel = recipe.perChannel;
    part.symmetricActivations = recipe.symmetricActivations;
    part.reduceRange = recipe.reduceRange;
    part.excludeMeansFloatIn = recipe.excludeMeansFloatIn;
    part.format.type = recipe.format.type;
    return part;
}

Status smooth(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const std::set<std::string> &skip,
    const Recipe &recipe, AlgorithmPlan &plan, Progress &progress)
{
    const auto samples = prepared.cache && wantsSamples(recipe) ? prepared.cache->layerSamples(statistics) : nullptr;
    if (!samples)
        return {};
    const AlgorithmOptions &algorithms = recipe.algorithms;
    SmoothOptions options;
    options.smooth = applies(algorithms.smooth, recipe.profile);
    options.alpha = algorithms.smooth == Decision::On ? algorithms.smoothAlpha : 0;
    options.leastGain = algorithms.smooth == Decision::On ? 0 : kWorthIt;
    if (applies(algorithms.outlierFloat, recipe.profile))
        options.floatBelow = kTooNoisy;
    options.mayInsert = recipe.excludeMeansFloatIn && recipe.format.type != QuantFormat::QOperator;
    HALFTONE_TRY(Smoothing smoothing,
        smoothChannels(*plan.model, facts, *plan.statistics, *samples, plan.floatNodes, skip, options, recipe, progress));
    if (smoothing.model) {
        plan.model = std::move(smoothing.model);
        plan.facts = std::move(smoothing.facts);
        plan.statistics = std::move(smoothing.statistics);
    }
    plan.floatNodes.insert(smoothing.floatNodes.begin(), smoothing.floatNodes.end());
    plan.issues.insert(plan.issues.end(), smoothing.issues.begin(), smoothing.issues.end());
    return {};
}

} // namespace

std::shared_ptr<const AlgorithmPlan> AlgorithmCache::find(const Statistics &statistics, const Recipe &part) const
{
    const std::scoped_lock lock(m_mutex);
    return m_plan && m_statistics == &statistics && m_part == part ? m_plan : nullptr;
}

void AlgorithmCache::keep(const Statistics &statistics, const Recipe &part, std::shared_ptr<const AlgorithmPlan> plan)
{
    const std::scoped_lock lock(m_mutex);
    // Kept last: without memory for all of it the old plan is not taken for one of this recipe.
    m_plan = nullptr;
    m_statistics = &statistics;
    m_part = part;
    m_plan = std::move(plan);
}

std::shared_ptr<const LayerSamples> AlgorithmCache::layerSamples(const Statistics &statistics) const
{
    const std::scoped_lock lock(m_mutex);
    return m_sampledWith == &statistics ? m_layerSamples : nullptr;
}

void AlgorithmCache::keepLayerSamples(const Statistics &statistics, std::shared_ptr<const LayerSamples> samples)
{
    const std::scoped_lock lock(m_mutex);
    m_sampledWith = &statistics;
    m_layerSamples = std::move(samples);
    m_plan = nullptr;
}

std::shared_ptr<const std::vector<LayerColumns>> AlgorithmCache::layerColumns(const std::shared_ptr<const Model> &model) const
{
    const std::scoped_lock lock(m_mutex);
    return m_columnsOf == model ? m_layerColumns : nullptr;
}

void AlgorithmCache::keepLayerColumns(const std::shared_ptr<const Model> &model, std::shared_ptr<const std::vector<LayerColumns>> columns)
{
    const std::scoped_lock lock(m_mutex);
    m_columnsOf = model;
    m_layerColumns = std::move(columns);
}

std::vector<ValueId> sampledValues(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe)
{
    if (!wantsSamples(recipe))
        return {};
    const bool asked = recipe.algorithms.smooth == Decision::On || recipe.algorithms.outlierFloat == Decision::On;
    return smoothedValues(*prepared.model, facts, asked);
}

std::shared_ptr<const WeightTuning> AlgorithmCache::findTuning(const Statistics &statistics, const Recipe &recipe) const
{
    const std::scoped_lock lock(m_mutex);
    return m_tunedOn == &statistics && m_tunedFor == recipe ? m_tuning : nullptr;
}

void AlgorithmCache::keepTuning(const Statistics &statistics, const Recipe &recipe, std::shared_ptr<const WeightTuning> tuning)
{
    const std::scoped_lock lock(m_mutex);
    m_tuning = nullptr;
    m_tunedOn = &statistics;
    m_tunedFor = recipe;
    m_tuning = std::move(tuning);
}

std::optional<Widening> AlgorithmCache::findWidening(const Statistics &statistics, const Recipe &part) const
{
    const std::scoped_lock lock(m_mutex);
    return m_widenedOn == &statistics && m_widenedFor == part ? m_widening : std::nullopt;
}

void AlgorithmCache::keepWidening(const Statistics &statistics, const Recipe &part, const Widening &widening)
{
    const std::scoped_lock lock(m_mutex);
    m_widening.reset();
    m_widenedOn = &statistics;
    m_widenedFor = part;
    m_widening = widening;
}

Result<std::shared_ptr<const AlgorithmPlan>> planAlgorithms(
    const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe, Progress &progress)
{
    const AlgorithmOptions &options = recipe.algorithms;
    if (prepared.cache) {
        if (auto kept = prepared.cache->find(statistics, planPart(recipe)))
            return kept;
    }
    auto plan = std::make_shared<AlgorithmPlan>();
    plan->model = prepared.model;
    plan->statistics = std::shared_ptr<const Statistics>(std::shared_ptr<void>(), &statistics);
    if (applies(options.maskRanges, recipe.profile))
        findMasks(*prepared.model, statistics, plan->floatNodes, plan->issues);
    if (applies(options.sensitiveFloat, recipe.profile))
        findSensitive(*prepared.model, plan->floatNodes, plan->issues);
    if (applies(options.wideJoins, recipe.profile)) {
        // Other formats have no operator with more than one scale for activations.
        const JoinForm form = recipe.format.type == QuantFormat::Qdq ? options.joinForm : JoinForm::Float;
        findWideJoins(*prepared.model, facts, statistics, form, {plan->floatNodes, plan->channelRanges, plan->issues});
    }
    std::set<std::string> scaled;
    if (applies(options.equalize, recipe.profile)) {
        const double threshold = options.equalize == Decision::On ? 1 : kUnequalChannels;
        HALFTONE_TRY(Equalization equal, equalizeChannels(*prepared.model, facts, statistics, threshold, progress));
        if (equal.model) {
            for (const auto &[value, factors] : equal.factors)
                scaled.insert(value);
            plan->model = std::move(equal.model);
            plan->statistics = std::move(equal.statistics);
            plan->issues.push_back({Issue::Severity::Info,
                Error(errc::kEqualized,
                    {std::to_string(equal.factors.size()), equal.worst, figureText(equal.unequalBefore), figureText(equal.unequalAfter)}),
                Issue::Target::Value, equal.worst});
        }
    }
    HALFTONE_CHECK(smooth(prepared, facts, statistics, scaled, recipe, *plan, progress));
    if (prepared.cache)
        prepared.cache->keep(statistics, planPart(recipe), plan);
    return std::shared_ptr<const AlgorithmPlan>(std::move(plan));
}

} // namespace halftone
