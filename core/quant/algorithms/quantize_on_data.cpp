// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/quantize_on_data.h"

#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/range_search.h"
#include "core/quant/algorithms/saturation.h"
#include "core/quant/algorithms/wide_products.h"
#include "core/quant/errors.h"
#include "core/quant/formats/moments.h"

#include <algorithm>

namespace halftone {

namespace {

/// The recipe as far as weights and their scales depend on it, for all nodes.
Recipe weightPart(const Recipe &recipe)
{
    Recipe part;
    part.profile = recipe.profile;
    part.activations = recipe.activations;
    part.symmetricActivations = recipe.symmetricActivations;
    part.excludeMeansFloatIn = recipe.excludeMeansFloatIn;
    part.format.type = recipe.format.type;
    part.weights = recipe.weights;
    part.perChannel = recipe.perChannel;
    part.reduceRange = recipe.reduceRange;
    part.tensors = recipe.tensors;
    part.algorithms = recipe.algorithms;
    return part;
}

Status sampleLayers(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe,
    const QuantizeData &data, Progress &progress)
{
    const std::vector<ValueId> values = sampledValues(prepared, facts, recipe);
    if (values.empty())
        return {};
    // Samples of all products serve where those of some are wanted, but not the other way round.
    const auto known = prepared.cache->layerSamples(statistics);
    const Graph &graph = *prepared.model->graph;
    if (known && std::ranges::all_of(values, [&](ValueId value) { return known->contains(graph.value(value).name); }))
        return {};
    HALFTONE_TRY(LayerSamples samples,
        collectLayerSamples(prepared.model, values, *data.samples, data.options.samples, data.options.workers, progress));
    prepared.cache->keepLayerSamples(statistics, std::make_shared<const LayerSamples>(std::move(samples)));
    return {};
}

Result<std::shared_ptr<const std::vector<LayerColumns>>> columnsOf(
    const PreparedGraph &prepared, const std::shared_ptr<const Model> &model, const QuantizeData &data, Progress &progress)
{
    if (auto kept = prepared.cache->layerColumns(model))
        return kept;
    HALFTONE_TRY(
        std::vector<LayerColumns> found, collectLayerColumns(model, *data.samples, data.options.samples, data.options.workers, progress));
    auto columns = std::make_shared<const std::vector<LayerColumns>>(std::move(found));
    prepared.cache->keepLayerColumns(model, columns);
    return std::shared_ptr<const std::vector<LayerColumns>>(std::move(columns));
}

/// Ranges depend on the recipe's method and on which values are in 8 bits, so they are searched anew each time on kept columns.
Result<std::shared_ptr<const WeightTuning>> withRanges(std::shared_ptr<const WeightTuning> tuning, const PreparedGraph &prepared,
    const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe, const QuantizeData &data, Progress &progress)
{
    PreparedGraph graph = prepared;
    graph.tuning = nullptr;
    HALFTONE_TRY(const QuantizeResult base, quantize(graph, facts, statistics, recipe, progress));
    HALFTONE_TRY(const auto plan, planAlgorithms(graph, facts, statistics, recipe, progress));
    HALFTONE_TRY(const auto columns, columnsOf(graph, base.reference, data, progress));
    HALFTONE_TRY(RangeSearch found, searchRanges(base, *base.reference, *plan->statistics, *columns, recipe, progress));
    auto result = tuning ? std::make_shared<WeightTuning>(*tuning) : std::make_shared<WeightTuning>();
    result->ranges = std::move(found.ranges);
    result->rangesBefore = found.before;
    result->rangesAfter = found.after;
    return std::shared_ptr<const WeightTuning>(std::move(result));
}

Result<std::shared_ptr<const WeightTuning>> tuningOf(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics,
    const Recipe &recipe, const QuantizeData &data, Progress &progress)
{
    std::shared_ptr<const WeightTuning> tuning;
    if (tunesWeights(recipe)) {
        const Recipe key = weightPart(recipe);
        tuning = prepared.cache->findTuning(statistics, key);
        if (!tuning) {
            HALFTONE_TRY(tuning, tuneWeights(prepared, facts, statistics, key, *data.samples, data.options, progress));
            prepared.cache->keepTuning(statistics, key, tuning);
        }
    }
    if (recipe.algorithms.rangeSearch != Decision::On)
        return tuning;
    return withRanges(std::move(tuning), prepared, facts, statistics, recipe, data, progress);
}

/// Only signed 8-bit weights of all their range can saturate.
bool maySaturate(const Recipe &recipe)
{
    const bool listens = recipe.profile == QuantProfile::Default && modeOfFormat(recipe.format.type) == NodeMode::Static;
    return listens && recipe.weights == DType::Int8 && !recipe.reduceRange && dtypeBits(recipe.activations) == 8;
}

} // namespace

bool needsSamples(const Recipe &recipe) { return needsTuning(recipe) || needsMoments(recipe.format); }

Result<QuantizeResult> quantizeOnData(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics,
    const Recipe &recipe, const QuantizeData &data, Progress &progress)
{
    if (!data.samples)
        return quantize(prepared, facts, statistics, recipe, progress);
    PreparedGraph graph = prepared;
    if (!graph.cache)
        graph.cache = std::make_shared<AlgorithmCache>();
    HALFTONE_CHECK(sampleLayers(graph, facts, statistics, recipe, data, progress));
    if (needsMoments(recipe.format)) {
        MomentsCache own;
        HALFTONE_TRY(const auto moments,
            (data.moments ? data.moments : &own)->of(graph, facts, recipe, *data.samples, data.options.samples, progress));
        return quantize(graph, facts, statistics, recipe, progress, moments.get());
    }
    if (needsTuning(recipe)) {
        HALFTONE_TRY(graph.tuning, tuningOf(graph, facts, statistics, recipe, data, progress));
    }
    HALFTONE_TRY(QuantizeResult result, quantize(graph, facts, statistics, recipe, progress));
    if (data.mayWiden) {
        HALFTONE_TRY(result, widenWhereNeeded(std::move(result), graph, facts, statistics, recipe, data, progress));
    }
    const bool isNarrow = std::ranges::find(result.decisions, Precision::Int16, &NodeDecision::precision) == result.decisions.end();
    if (maySaturate(recipe) && isNarrow) {
        HALFTONE_TRY(const auto columns, columnsOf(graph, result.reference, data, progress));
        HALFTONE_TRY(const auto layers, findSaturation(result, *result.reference, *columns, recipe));
        if (auto issue = saturationIssue(layers))
            result.issues.push_back(std::move(*issue));
    }
    return result;
}

} // namespace halftone
