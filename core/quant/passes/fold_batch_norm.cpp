// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/quant/passes/pass.h"
#include "core/quant/vanishing.h"

#include <cmath>

namespace halftone {

namespace {

/// y = factor · x + offset a channel: BatchNormalization in inference form.
struct Affine
{
    std::vector<double> factor;
    std::vector<double> mean;
    std::vector<double> shift;
};

Result<Affine> affineOf(const Graph &graph, const Node &norm)
{
    Tensor parameters[4];
    for (std::size_t i = 0; i < 4; ++i) {
        HALFTONE_TRY(parameters[i], graph.constant(norm.inputs[i + 1])->load());
    }
    const auto scale = parameters[0].as<float>();
    const auto shift = parameters[1].as<float>();
    const auto mean = parameters[2].as<float>();
    const auto variance = parameters[3].as<float>();
    const double epsilon = norm.floatAttribute("epsilon", 1e-5F);
    Affine affine;
    for (std::size_t c = 0; c < scale.size() && c < shift.size() && c < mean.size() && c < variance.size(); ++c) {
        affine.factor.push_back(static_cast<double>(scale[c]) / std::sqrt(static_cast<double>(variance[c]) + epsilon));
        affine.mean.push_back(mean[c]);
        affine.shift.push_back(shift[c]);
    }
    return affine;
}

/// How the output channels lie in a layer's weight: element e belongs to channel
/// (e / groupStride % groups) · perGroup + e / stride % perGroup.
struct ChannelMap
{
    std::int64_t channels = 0;
    std::int64_t stride = 1;
    std::int64_t perGroup = 1;
    std::int64_t groups = 1;
    std::int64_t groupStride = 1;

    std::size_t channelOf(std::int64_t element) const
    {
        return static_cast<std::size_t>(element / groupStride % groups * perGroup + element / stride % perGroup);
    }
};

std::optional<ChannelMap> channelMap(const Node &layer, const Shape &weight)
{
    ChannelMap map;
    if (layer.opType == "Gemm") {
        if (weight.rank() != 2)
            return std::nullopt;
        const bool transposed = layer.intAttribute("transB", 0) != 0;
        map.channels = map.perGroup = weight[transposed ? 0 : 1];
        map.stride = transposed ? weight[1] : 1;
        return map;
    }
    if (weight.rank() < 3)
        return std::nullopt;
    if (layer.opType == "Conv") {
        map.channels = map.perGroup = weight[0];
        map.stride = weight.count(1, weight.rank());
        return map;
    }
    map.groups = std::max<std::int64_t>(1, layer.intAttribute("group", 1));
    map.perGroup = weight[1];
    map.channels = map.groups * map.perGroup;
    map.stride = weight.count(2, weight.rank());
    if (weight[0] % map.groups != 0)
        return std::nullopt;
    map.groupStride = weight[0] / map.groups * map.perGroup * map.stride;
    return map;
}

class BatchNormFolder
{
public:
    explicit BatchNormFolder(const Graph &graph) : m_graph(graph), m_builder(graph) { }

    Result<int> run(Progress &progress)
    {
        int changes = 0;
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            if (!isFoldableNorm(m_graph, m_graph.node(id)))
                continue;
            HALFTONE_TRY(const bool folded, fold(id));
            changes += folded ? 1 : 0;
        }
        return changes;
    }

    Result<std::shared_ptr<const Graph>> graph() && { return std::move(m_builder).finish(); }

private:
    Result<bool> fold(NodeId normId)
    {
        const Node &norm = m_graph.node(normId);
        const Value &between = m_graph.value(norm.inputs[0]);
        Node &layer = m_builder.node(between.producer);
        if (layer.inputs.size() < 2 || layer.inputs[1] == kNone)
            return false;
        HALFTONE_TRY(const Affine affine, affineOf(m_graph, norm));
        HALFTONE_TRY(const Tensor weight, m_graph.constant(layer.inputs[1])->load());
        const auto map = channelMap(layer, weight.shape());
        if (!map || map->channels != static_cast<std::int64_t>(affine.factor.size()))
            return false;
        const bool isGemm = layer.opType == "Gemm";
        const double beta = isGemm ? static_cast<double>(layer.floatAttribute("beta", 1)) : 1.0;
        std::vector<double> bias(affine.factor.size(), 0.0);
        const bool hasBias = layer.inputs.size() > 2 && layer.inputs[2] != kNone;
        if (hasBias) {
            HALFTONE_TRY(const Tensor old, m_graph.constant(layer.inputs[2])->load());
            if (old.count() != static_cast<std::int64_t>(bias.size()) || old.shape()[old.shape().rank() - 1] != old.count())
                return false;
            for (std::size_t c = 0; c < bias.size(); ++c)
                bias[c] = beta * static_cast<double>(old.as<float>()[c]);
        }

        HALFTONE_TRY(Tensor newWeight, Tensor::allocateUninitialized(DType::Float, weight.shape()));
        const auto x = weight.as<float>();
        auto y = newWeight.mutableAs<float>();
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] = static_cast<float>(static_cast<double>(x[i]) * affine.factor[map->channelOf(static_cast<std::int64_t>(i))]);
        std::vector<float> newBias(bias.size());
        for (std::size_t c = 0; c < bias.size(); ++c)
            newBias[c] = static_cast<float>((bias[c] - affine.mean[c]) * affine.factor[c] + affine.shift[c]);

        layer.inputs[1] = replaceConstant(layer.inputs[1], std::move(newWeight));
        Tensor biasTensor = Tensor::of<float>(Shape{static_cast<std::int64_t>(newBias.size())}, std::span<const float>(newBias));
        if (hasBias) {
            layer.inputs[2] = replaceConstant(layer.inputs[2], std::move(biasTensor));
        } else {
            layer.inputs.resize(3, kNone);
            layer.inputs[2] = m_builder.freshValue(layer.name + "_bias");
            m_builder.setInitializer(layer.inputs[2], ConstantTensor(std::move(biasTensor)));
        }
        if (isGemm)
            std::erase_if(layer.attributes, [](const Attribute &attribute) { return attribute.name == "beta"; });
        layer.outputs[between.producerIndex] = norm.outputs[0];
        m_builder.removeNode(normId);
        return true;
    }

    /// A constant that only this layer reads keeps its name.
    ValueId replaceConstant(ValueId old, Tensor tensor)
    {
        const Value &value = m_graph.value(old);
        const bool own = value.consumers.size() == 1 && !value.isOutput && value.producer == kNone;
        const ValueId id = own ? old : m_builder.freshValue(value.name + "_folded");
        m_builder.setInitializer(id, ConstantTensor(std::move(tensor)));
        return id;
    }

    const Graph &m_graph;
    GraphBuilder m_builder;
};

} // namespace

Result<int> foldBatchNorms(PassState &state, Progress &progress)
{
    BatchNormFolder folder(*state.model.graph);
    HALFTONE_TRY(const int changes, folder.run(progress));
    if (changes == 0)
        return 0;
    HALFTONE_TRY(state.model.graph, std::move(folder).graph());
    return changes;
}

} // namespace halftone
