// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/quant/passes/fused_node.h"
#include "core/quant/passes/pass.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

/// Weights side by side: [in, q | k | v].
Result<ConstantTensor> joined(const Graph &graph, const std::vector<ValueId> &parts, std::int64_t rows)
{
    std::vector<Tensor> tensors;
    std::int64_t width = 0;
    for (const ValueId part : parts) {
        HALFTONE_TRY(Tensor tensor, graph.constant(part)->load());
        width += tensor.count() / rows;
        tensors.push_back(std::move(tensor));
    }
    HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, rows == 1 ? Shape{width} : Shape{rows, width}));
    float *out = result.mutableAs<float>().data();
    for (std::int64_t row = 0; row < rows; ++row) {
        for (const Tensor &tensor : tensors) {
            const std::int64_t size = tensor.count() / rows;
            out = std::copy_n(tensor.as<float>().data() + row * size, size, out);
        }
    }
    return ConstantTensor(std::move(result));
}

/// The weight and bias inputs of an Attention.
Status addProjection(const Graph &graph, GraphBuilder &builder, const FusedNode &fused, Node &node)
{
    if (fused.weights[0] == fused.weights[1]) {
        node.inputs.push_back(fused.weights[0]);
        node.inputs.push_back(fused.biases[0]);
    } else {
        const std::int64_t rows = graph.constant(fused.weights[0])->shape()[0];
        HALFTONE_TRY(ConstantTensor weight, joined(graph, fused.weights, rows));
        HALFTONE_TRY(ConstantTensor bias, joined(graph, fused.biases, 1));
        node.inputs.push_back(builder.freshValue(node.name + "_qkv_weight"));
        builder.setInitializer(node.inputs.back(), std::move(weight));
        node.inputs.push_back(builder.freshValue(node.name + "_qkv_bias"));
        builder.setInitializer(node.inputs.back(), std::move(bias));
    }
    if (fused.mask != kNone)
        node.inputs.insert(node.inputs.end(), {kNone, kNone, fused.mask});
    return {};
}

/// Shape arithmetic that served what is gone.
void removeUnread(const Graph &graph, GraphBuilder &builder)
{
    std::vector<int> readers(builder.valueCount());
    for (NodeId id = 0; id < builder.nodeCount(); ++id) {
        if (builder.isRemoved(id))
            continue;
        for (const ValueId input : builder.node(id).inputs)
            if (input != kNone)
                ++readers[input];
    }
    for (NodeId next = static_cast<NodeId>(graph.nodes().size()); next > 0; --next) {
        const NodeId id = next - 1;
        const Node &node = graph.node(id);
        const auto isRead = [&](ValueId value) {
            if (value == kNone)
                return false;
            return readers[value] > 0 || graph.value(value).isOutput || graph.isCaptured(value);
        };
        if (builder.isRemoved(id) || std::ranges::any_of(node.outputs, isRead))
            continue;
        builder.removeNode(id);
        for (const ValueId input : node.inputs)
            if (input != kNone)
                --readers[input];
    }
}

Result<int> replace(PassState &state, const std::vector<FusedNode> &found)
{
    const Graph &graph = *state.model.graph;
    GraphBuilder builder(graph);
    std::set<NodeId> taken;
    int changes = 0;
    for (const FusedNode &fused : found) {
        if (std::ranges::any_of(fused.nodes, [&](NodeId id) { return taken.contains(id); }))
            continue;
        taken.insert(fused.nodes.begin(), fused.nodes.end());
        Node node = fused.node;
        if (!fused.weights.empty()) {
            HALFTONE_CHECK(addProjection(graph, builder, fused, node));
        }
        for (const NodeId id : fused.nodes)
            builder.removeNode(id);
        state.model.opsets.try_emplace(node.domain, 1);
        builder.addNode(std::move(node));
        ++changes;
    }
    if (changes == 0)
        return 0;
    removeUnread(graph, builder);
    HALFTONE_TRY(state.model.graph, std::move(builder).finish());
    return changes;
}

} // namespace

Result<int> fuseLayerNorms(PassState &state, Progress &)
{
    return state.model.opset() < kLayerNormOpset ? 0 : replace(state, findLayerNorms(*state.model.graph));
}

Result<int> fuseGelus(PassState &state, Progress &) { return replace(state, findGelus(*state.model.graph, geluDomain(state.model))); }

Result<int> fuseAttentions(PassState &state, Progress &progress)
{
    HALFTONE_TRY(const GraphFacts facts, inferFacts(state.model, {}, progress));
    return replace(state, findAttentions(*state.model.graph, facts));
}

} // namespace halftone
