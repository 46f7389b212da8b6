// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/quantize.h"

#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/weight_tuning.h"
#include "core/quant/embedded_recipe.h"
#include "core/quant/errors.h"
#include "core/quant/formats/dynamic_inputs.h"
#include "core/quant/formats/half_rewriter.h"
#include "core/quant/formats/integer_rewriter.h"
#include "core/quant/formats/ort_forms.h"
#include "core/quant/formats/qoperator_fuser.h"
#include "core/quant/formats/raise_opset.h"
#include "core/quant/formats/weight_only_rewriter.h"
#include "core/quant/node_types.h"
#include "core/quant/qdq_rewriter.h"
#include "core/quant/tensorrt_rules.h"
#include "core/quant/topology.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace halftone {

namespace {

/// Oldest opset with per-channel QuantizeLinear and DequantizeLinear.
constexpr std::int64_t kOldestOpset = 13;

/// For the Q/DQ rewriter a node in another mode is a float node.
QuantTopology staticPart(QuantTopology topology)
{
    for (NodeId id = 0; id < topology.modes.size(); ++id) {
        if (topology.modes[id] != NodeMode::Static)
            topology.decisions[id].precision = Precision::Float;
    }
    return topology;
}

/// The opset that the recipe, or a type in the model, asks for.
Status raiseWritten(const Recipe &recipe, std::int64_t from, bool fourBits, QuantizeResult &result)
{
    const std::int64_t target = writtenOpset(from, recipe, fourBits);
    auto model = std::make_shared<Model>(*result.model);
    HALFTONE_CHECK(raiseOpset(*model, target));
    result.model = std::move(model);
    return {};
}

/// Constants of nodes that are quantized; their floats are seen by nobody.
std::set<std::string> weightNames(const Graph &graph, const QuantTopology &topology)
{
    std::set<std::string> names;
    for (const auto &weight : topology.weights)
        names.insert(graph.value(weight.value).name);
    for (const auto &bias : topology.biases)
        names.insert(graph.value(bias.value).name);
    return names;
}

bool hasMode(const QuantTopology &topology, NodeMode mode)
{
    return std::find(topology.modes.begin(), topology.modes.end(), mode) != topology.modes.end();
}

} // namespace

Result<QuantizeResult> quantize(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe,
    Progress &progress, const SecondMoments *moments)
{
    const std::int64_t opset = prepared.model->opset();
    if (opset < kOldestOpset)
        return Error(errc::kOpsetTooOld, {std::to_string(opset), std::to_string(kOldestOpset)});
    if (recipe.format.opset != 0 && recipe.format.opset < opset)
        return Error(errc::kOpsetBelowModel, {std::to_string(recipe.format.opset), std::to_string(opset)});
    if (recipe.format.dynamicInputs && recipe.format.type == QuantFormat::QOperator && recipe.activations != DType::UInt8)
        return Error(errc::kRecipeBadValue, {"format.dynamic_inputs", "true", "false with activations of other types than u8"});
    const bool bytes = dtypeBits(recipe.activations) == 8 && dtypeBits(recipe.weights) == 8;
    if (!bytes && recipe.format.type != QuantFormat::Qdq)
        return Error(
            errc::kRecipeBadValue, {"format", std::string(quantFormatName(recipe.format.type)), "qdq with types of other than 8 bits"});
    const Recipe effective = effectiveRecipe(recipe);
    HALFTONE_TRY(const auto plan, planAlgorithms(prepared, facts, statistics, recipe, progress));
    const GraphFacts &planned = plan->facts ? *plan->facts : facts;
    const TopologyContext untuned{
        *plan->model, planned, effective, &prepared.origin, plan->statistics.get(), &plan->floatNodes, nullptr, &plan->channelRanges};
    QuantTopology topology = planTopology(untuned);
    std::shared_ptr<const Model> tuned = plan->model;
    if (prepared.tuning) {
        HALFTONE_TRY(tuned, applyTuning(plan->model, *prepared.tuning, weightNames(*plan->model->graph, topology)));
    }
    const TopologyContext context{*tuned, planned, effective, &prepared.origin, plan->statistics.get(), &plan->floatNodes,
        prepared.tuning ? &prepared.tuning->ranges : nullptr, &plan->channelRanges};
    HALFTONE_TRY(QuantizeResult result, rewriteQdq(context, staticPart(topology), progress));
    if (recipe.format.type == QuantFormat::QOperator)
        HALFTONE_CHECK(fuseQOperators(*tuned->graph, topology, result));
    if (recipe.format.type == QuantFormat::QOperator && recipe.format.dynamicInputs)
        HALFTONE_CHECK(makeInputsDynamic(*tuned->graph, topology, result));
    if (hasMode(topology, NodeMode::Dynamic) || hasMode(topology, NodeMode::Integer))
        HALFTONE_CHECK(rewriteIntegers(context, topology, result, progress));
    if (hasMode(topology, NodeMode::WeightOnly))
        HALFTONE_CHECK(rewriteWeightOnly(context, topology, moments, result, progress));
    if (hasMode(topology, NodeMode::Float16) || hasMode(topology, NodeMode::BFloat16))
        HALFTONE_CHECK(rewriteHalf(context, topology, result, progress));
    HALFTONE_CHECK(raiseWritten(recipe, opset, topology.uses(4), result));
    result.decisions = std::move(topology.decisions);
    result.reference = plan->model;
    result.issues.insert(result.issues.begin(), plan->issues.begin(), plan->issues.end());
    if (prepared.tuning && !prepared.tuning->layers.empty()) {
        result.issues.push_back({Issue::Severity::Info,
            Error(errc::kTuned,
                {std::to_string(prepared.tuning->layers.size()), figureText(prepared.tuning->beforeDb()),
                    figureText(prepared.tuning->afterDb())}),
            Issue::Target::None, {}});
    }
    if (prepared.tuning && !prepared.tuning->ranges.empty()) {
        const auto dB = [](double error) { return figureText(-10 * std::log10(std::max(error, 1e-12))); };
        result.issues.push_back({Issue::Severity::Info,
            Error(errc::kRangesSearched,
                {std::to_string(prepared.tuning->ranges.size()), dB(prepared.tuning->rangesBefore), dB(prepared.tuning->rangesAfter)}),
            Issue::Target::None, {}});
    }
    if (recipe.profile == QuantProfile::TensorRt) {
        const std::vector<Issue> broken = checkTensorRt(*result.model);
        result.issues.insert(result.issues.end(), broken.begin(), broken.end());
    }
    embedRecipe(recipe, result);
    return result;
}

} // namespace halftone
