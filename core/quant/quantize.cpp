// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/quantize.h"

#include "core/quant/errors.h"
#include "core/quant/qdq_rewriter.h"
#include "core/quant/topology.h"

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

} // namespace

Result<QuantizeResult> quantize(
    const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe, Progress &progress)
{
    const Model &model = *prepared.model;
    if (model.opset() < kOldestOpset)
        return Error(errc::kOpsetTooOld, {std::to_string(model.opset()), std::to_string(kOldestOpset)});
    if (isQuantized(*model.graph))
        return Error(errc::kAlreadyQuantized);
    const TopologyContext context{model, facts, recipe, &prepared.origin, &statistics};
    return rewriteQdq(context, planTopology(context), progress);
}

} // namespace halftone
