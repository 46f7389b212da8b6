// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/quantize.h"

#include "core/quant/errors.h"
#include "core/quant/formats/half_rewriter.h"
#include "core/quant/formats/integer_rewriter.h"
#include "core/quant/formats/qoperator_fuser.h"
#include "core/quant/formats/weight_only_rewriter.h"
#include "core/quant/qdq_rewriter.h"
#include "core/quant/topology.h"

#include <algorithm>

namespace halftone {

namespace {

/// Oldest opset with per-channel QuantizeLinear and DequantizeLinear.
constexpr std::int64_t kOldestOpset = 13;

bool isQuantized(const Graph &graph)
{
    for (const Node &node : graph.nodes()) {
        if (node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear" || node.opType.starts_with("QLinear"))
            return true;
    }
    return false;
}

/// What the format makes of the recipe: integers that a QLinear operator makes have no float form beside them.
Recipe effectiveRecipe(const Recipe &recipe)
{
    Recipe result = recipe;
    result.excludeMeansFloatIn = recipe.excludeMeansFloatIn && recipe.format.type != QuantFormat::QOperator;
    return result;
}

/// For the Q/DQ rewriter a node in another mode is a float node.
QuantTopology staticPart(QuantTopology topology)
{
    for (NodeId id = 0; id < topology.modes.size(); ++id) {
        if (topology.modes[id] != NodeMode::Static)
            topology.decisions[id].precision = Precision::Float;
    }
    return topology;
}

/// What the user chose goes along with the model.
void keepRecipe(const Recipe &recipe, QuantizeResult &result)
{
    auto model = std::make_shared<Model>(*result.model);
    std::erase_if(model->metadata, [](const auto &entry) { return entry.first == "halftone.recipe"; });
    model->metadata.emplace_back("halftone.recipe", recipeToJson(recipe));
    result.model = std::move(model);
}

bool hasMode(const QuantTopology &topology, NodeMode mode)
{
    return std::find(topology.modes.begin(), topology.modes.end(), mode) != topology.modes.end();
}

} // namespace

Result<QuantizeResult> quantize(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe,
    Progress &progress, const SecondMoments *moments)
{
    const Model &model = *prepared.model;
    if (model.opset() < kOldestOpset)
        return Error(errc::kOpsetTooOld, {std::to_string(model.opset()), std::to_string(kOldestOpset)});
    if (isQuantized(*model.graph))
        return Error(errc::kAlreadyQuantized);
    const Recipe effective = effectiveRecipe(recipe);
    const TopologyContext context{model, facts, effective, &prepared.origin, &statistics};
    QuantTopology topology = planTopology(context);
    HALFTONE_TRY(QuantizeResult result, rewriteQdq(context, staticPart(topology), progress));
    if (recipe.format.type == QuantFormat::QOperator)
        HALFTONE_CHECK(fuseQOperators(result));
    if (hasMode(topology, NodeMode::Dynamic) || hasMode(topology, NodeMode::Integer))
        HALFTONE_CHECK(rewriteIntegers(context, topology, result, progress));
    if (hasMode(topology, NodeMode::WeightOnly))
        HALFTONE_CHECK(rewriteWeightOnly(context, topology, moments, result, progress));
    if (hasMode(topology, NodeMode::Float16) || hasMode(topology, NodeMode::BFloat16))
        HALFTONE_CHECK(rewriteHalf(context, topology, result, progress));
    result.decisions = std::move(topology.decisions);
    keepRecipe(recipe, result);
    return result;
}

} // namespace halftone
