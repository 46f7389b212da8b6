// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/channel_groups.h"

#include "core/quant/float_values.h"

#include <algorithm>
#include <string_view>

namespace halftone {

namespace {

/// f(s · x) = s · f(x) for s > 0, channel by channel.
bool commutesWithScale(std::string_view opType)
{
    static constexpr std::string_view kTypes[]{"Relu", "LeakyRelu", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool",
        "Identity", "Dropout", "Neg", "Abs", "ReduceMean", "Resize", "Pad"};
    return std::find(std::begin(kTypes), std::end(kTypes), opType) != std::end(kTypes);
}

} // namespace

std::int64_t ChannelGroups::Layer::inputChannel(
    std::int64_t atOutput, std::int64_t atInput, std::int64_t outputs, std::int64_t inputs) const
{
    // ConvTranspose has all input channels on its own axis, Conv those of one group.
    return groups == 1 || inputAxis == 0 ? atInput : atOutput / (outputs / groups) * inputs + atInput;
}

std::int64_t ChannelGroups::Layer::outputChannel(
    std::int64_t atOutput, std::int64_t atInput, std::int64_t outputs, std::int64_t inputs) const
{
    return groups == 1 || inputAxis != 0 ? atOutput : atInput / (inputs / groups) * outputs + atOutput;
}

ChannelGroups::ChannelGroups(const Graph &graph, const GraphFacts &facts)
    : m_graph(graph), m_facts(facts), m_channels(graph.values().size()), m_first(graph.values().size()), m_parent{0}
{
    for (const ValueId value : floatActivations(graph, facts)) {
        const auto &shape = facts.values[value].shape();
        if (!shape || shape->size() < 2 || !(*shape)[1].value())
            continue;
        m_channels[value] = *(*shape)[1].value();
        m_first[value] = static_cast<std::uint32_t>(m_parent.size());
        for (std::int64_t c = 0; c < m_channels[value]; ++c)
            m_parent.push_back(static_cast<std::uint32_t>(m_parent.size()));
    }
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        if (visit(id))
            continue;
        for (const ValueId value : graph.node(id).inputs)
            fix(value);
        for (const ValueId value : graph.node(id).outputs)
            fix(value);
    }
    for (const ValueId value : graph.inputs())
        fix(value);
    for (const ValueId value : graph.outputs())
        fix(value);
    for (ValueId value = 0; value < graph.values().size(); ++value) {
        if (graph.isCaptured(value))
            fix(value);
    }
}

std::uint32_t ChannelGroups::group(ValueId value, std::int64_t channel) const
{
    return root(m_first[value] + static_cast<std::uint32_t>(channel));
}

std::uint32_t ChannelGroups::root(std::uint32_t slot) const
{
    while (m_parent[slot] != slot)
        slot = m_parent[slot] = m_parent[m_parent[slot]];
    return slot;
}

void ChannelGroups::join(std::uint32_t a, std::uint32_t b)
{
    a = root(a);
    b = root(b);
    m_parent[std::max(a, b)] = std::min(a, b);
}

void ChannelGroups::joinAll(ValueId a, ValueId b)
{
    for (std::int64_t c = 0; c < m_channels[a]; ++c)
        join(m_first[a] + static_cast<std::uint32_t>(c), m_first[b] + static_cast<std::uint32_t>(c));
}

void ChannelGroups::fix(ValueId value)
{
    if (value == kNone)
        return;
    for (std::int64_t c = 0; c < m_channels[value]; ++c)
        join(0, m_first[value] + static_cast<std::uint32_t>(c));
}

bool ChannelGroups::isOwnConstant(ValueId value) const
{
    const Value &v = m_graph.value(value);
    return m_graph.constant(value) && v.producer == kNone && v.consumers.size() == 1 && !v.isOutput && !v.isInput
        && m_graph.constant(value)->dtype() == DType::Float;
}

std::int64_t ChannelGroups::rank(ValueId value) const
{
    const auto &shape = m_facts.values[value].shape();
    return shape ? static_cast<std::int64_t>(shape->size()) : -1;
}

bool ChannelGroups::visit(NodeId id)
{
    const Node &node = m_graph.node(id);
    if (!node.domain.empty())
        return false;
    if (node.opType == "Shape" || node.opType == "Size")
        return true;
    if (node.opType == "Conv" || node.opType == "ConvTranspose" || node.opType == "Gemm" || node.opType == "MatMul")
        return visitLayer(id);
    if (node.opType == "Concat")
        return visitConcat(node);
    if (node.opType == "Split")
        return visitSplit(node);
    if (node.opType == "Add" || node.opType == "Sub")
        return visitSum(node);
    if (node.opType == "Flatten" || node.opType == "Reshape" || node.opType == "Squeeze")
        return visitFlatten(node);
    return commutesWithScale(node.opType) && visitElementwise(node);
}

bool ChannelGroups::visitLayer(NodeId id)
{
    const Node &node = m_graph.node(id);
    if (node.inputs.size() < 2 || node.inputs[1] == kNone || !isOwnConstant(node.inputs[1]))
        return false;
    Layer layer{id, node.inputs[0], node.outputs[0], node.inputs[1], kNone, 1, 0, 1};
    if (node.inputs.size() > 2)
        layer.bias = node.inputs[2];
    if (layer.bias != kNone && !isOwnConstant(layer.bias))
        return false;
    const Shape &weight = m_graph.constant(layer.weight)->shape();
    if (node.opType == "Conv" || node.opType == "ConvTranspose") {
        if (weight.rank() < 3)
            return false;
        layer.groups = std::max<std::int64_t>(1, node.intAttribute("group", 1));
        if (node.opType == "ConvTranspose")
            std::swap(layer.outputAxis, layer.inputAxis);
        if (weight[0] % layer.groups != 0)
            return false;
    } else {
        if (weight.rank() != 2 || rank(layer.input) != 2 || node.intAttribute("transA", 0) != 0)
            return false;
        if (node.intAttribute("transB", 0) == 0)
            std::swap(layer.outputAxis, layer.inputAxis);
    }
    const std::int64_t inputs = weight[layer.inputAxis] * (node.opType == "Conv" ? layer.groups : 1);
    const std::int64_t outputs = weight[layer.outputAxis] * (node.opType == "ConvTranspose" ? layer.groups : 1);
    if (m_channels[layer.input] != inputs || m_channels[layer.output] != outputs)
        return false;
    if (layer.bias != kNone && (m_graph.constant(layer.bias)->shape().rank() != 1 || m_graph.constant(layer.bias)->count() != outputs))
        return false;
    m_layers.push_back(layer);
    return true;
}

bool ChannelGroups::visitConcat(const Node &node)
{
    if (node.intAttribute("axis", 0) != 1 || m_channels[node.outputs[0]] == 0)
        return false;
    std::int64_t sum = 0;
    for (const ValueId input : node.inputs) {
        if (m_channels[input] == 0)
            return false;
        sum += m_channels[input];
    }
    if (sum != m_channels[node.outputs[0]])
        return false;
    std::uint32_t slot = m_first[node.outputs[0]];
    for (const ValueId input : node.inputs) {
        for (std::int64_t c = 0; c < m_channels[input]; ++c)
            join(slot++, m_first[input] + static_cast<std::uint32_t>(c));
    }
    return true;
}

bool ChannelGroups::visitSplit(const Node &node)
{
    if (node.intAttribute("axis", 0) != 1)
        return false;
    std::int64_t sum = 0;
    for (const ValueId output : node.outputs) {
        if (output == kNone || m_channels[output] == 0)
            return false;
        sum += m_channels[output];
    }
    if (sum != m_channels[node.inputs[0]])
        return false;
    std::uint32_t slot = m_first[node.inputs[0]];
    for (const ValueId output : node.outputs) {
        for (std::int64_t c = 0; c < m_channels[output]; ++c)
            join(slot++, m_first[output] + static_cast<std::uint32_t>(c));
    }
    return true;
}

bool ChannelGroups::visitSum(const Node &node)
{
    const ValueId a = node.inputs[0];
    const ValueId b = node.inputs[1];
    const ValueId sum = node.outputs[0];
    const bool alike = m_channels[a] != 0 && m_channels[a] == m_channels[b] && m_channels[a] == m_channels[sum] && rank(a) == rank(b);
    if (!alike)
        return false;
    joinAll(a, b);
    joinAll(a, sum);
    return true;
}

bool ChannelGroups::visitElementwise(const Node &node)
{
    const ValueId from = node.inputs[0];
    const ValueId to = node.outputs[0];
    if (m_channels[from] == 0 || m_channels[from] != m_channels[to] || rank(from) < 2 || rank(from) != rank(to))
        return false;
    if (node.opType == "Pad" && (node.stringAttribute("mode", "constant") != "constant" || node.inputs.size() > 2))
        return false;
    // Only a mean over the other axes keeps channels apart; with an equal number of channels and one element it would not matter.
    if (node.opType == "ReduceMean" && m_channels[from] == 1)
        return false;
    for (std::size_t i = 1; i < node.outputs.size(); ++i)
        fix(node.outputs[i]);
    joinAll(from, to);
    return true;
}

/// [N, C, 1, 1] → [N, C].
bool ChannelGroups::visitFlatten(const Node &node)
{
    const ValueId from = node.inputs[0];
    const ValueId to = node.outputs[0];
    if (m_channels[from] == 0 || m_channels[from] != m_channels[to] || rank(to) != 2 || rank(from) < 2)
        return false;
    const auto &shape = *m_facts.values[from].shape();
    for (std::size_t axis = 2; axis < shape.size(); ++axis) {
        if (shape[axis].value() != 1)
            return false;
    }
    joinAll(from, to);
    return true;
}

} // namespace halftone
