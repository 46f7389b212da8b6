// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/planned_fusions.h"

#include "core/quant/passes/fused_node.h"

namespace halftone {

namespace {

bool runs(const PreprocessOptions &options, std::string_view name)
{
    for (const PassInfo &pass : preprocessPasses()) {
        if (pass.name == name)
            return options.runs(pass);
    }
    return false;
}

void add(PlannedFusions &planned, std::vector<FusedNode> found)
{
    for (FusedNode &fused : found) {
        // Nodes are ascending and in topological order, so the result is made by the last.
        const NodeId last = fused.nodes.back();
        for (const NodeId id : fused.nodes)
            if (id != last)
                planned.partOf.emplace(id, last);
        // As preprocessing will make it: with its weight and bias as constants.
        if (!fused.weights.empty())
            fused.node.inputs.insert(fused.node.inputs.end(), {fused.weights[0], fused.biases[0]});
        planned.nodes.emplace(last, std::move(fused.node));
    }
}

} // namespace

PlannedFusions planFusions(const Model &model, const GraphFacts &facts, const PreprocessOptions &options)
{
    PlannedFusions planned;
    if (runs(options, "fuse-layer-norm") && model.opset() >= kLayerNormOpset)
        add(planned, findLayerNorms(*model.graph));
    if (runs(options, "fuse-gelu"))
        add(planned, findGelus(*model.graph, geluDomain(model)));
    if (runs(options, "fuse-attention"))
        add(planned, findAttentions(*model.graph, facts));
    return planned;
}

} // namespace halftone
