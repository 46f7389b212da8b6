// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/vanishing.h"

#include "core/model/bodies.h"

namespace halftone {

Vanishing::Vanishing(const Graph &graph) : m_graph(graph), m_constantNodes(graph.nodes().size()), m_constantValues(graph.values().size())
{
    for (ValueId value = 0; value < graph.values().size(); ++value)
        m_constantValues[value] = graph.value(value).initializer != kNone && !graph.isReplaceable(value);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        bool constant = !node.opType.starts_with("Random") && !holdsBodies(node);
        for (const ValueId input : node.inputs)
            constant = constant && (input == kNone || m_constantValues[input]);
        if (node.inputs.empty())
            constant = node.opType == "Constant";
        m_constantNodes[id] = constant;
        for (const ValueId output : node.outputs) {
            if (output != kNone)
                m_constantValues[output] = constant;
        }
    }
}

ValueId Vanishing::follows(NodeId id) const
{
    const Node &node = m_graph.node(id);
    return isIdentity(m_graph, node) || isFoldableNorm(m_graph, node) ? node.inputs[0] : kNone;
}

bool isIdentity(const Graph &graph, const Node &node)
{
    if (!node.domain.empty() || node.inputs.empty() || node.inputs[0] == kNone || node.outputs.empty() || node.outputs[0] == kNone)
        return false;
    if (node.opType == "Identity")
        return true;
    if (node.opType != "Dropout")
        return false;
    if (node.outputs.size() > 1 && node.outputs[1] != kNone
        && (!graph.value(node.outputs[1]).consumers.empty() || graph.value(node.outputs[1]).isOutput))
        return false;
    if (node.inputs.size() < 3 || node.inputs[2] == kNone)
        return true;
    const ConstantTensor *training = graph.constant(node.inputs[2]);
    if (!training || training->dtype() != DType::Bool || training->count() != 1)
        return false;
    const auto tensor = training->load();
    return tensor && tensor->as<std::uint8_t>()[0] == 0;
}

bool isFoldableNorm(const Graph &graph, const Node &node)
{
    if (node.opType != "BatchNormalization" || !node.domain.empty() || node.inputs.size() != 5 || node.inputs[0] == kNone)
        return false;
    for (std::size_t i = 1; i < node.outputs.size(); ++i) {
        if (node.outputs[i] != kNone)
            return false;
    }
    if (node.intAttribute("training_mode", 0) != 0)
        return false;
    for (std::size_t i = 1; i < 5; ++i) {
        const ConstantTensor *constant = node.inputs[i] == kNone ? nullptr : graph.constant(node.inputs[i]);
        if (!constant || constant->dtype() != DType::Float || constant->shape().rank() != 1)
            return false;
    }
    const Value &between = graph.value(node.inputs[0]);
    if (between.producer == kNone || between.consumers.size() != 1 || between.isOutput)
        return false;
    const Node &layer = graph.node(between.producer);
    if (!layer.domain.empty() || (layer.opType != "Conv" && layer.opType != "ConvTranspose" && layer.opType != "Gemm"))
        return false;
    for (std::size_t i = 1; i < layer.inputs.size(); ++i) {
        const ConstantTensor *constant = layer.inputs[i] == kNone ? nullptr : graph.constant(layer.inputs[i]);
        if (layer.inputs[i] != kNone && (!constant || constant->dtype() != DType::Float))
            return false;
    }
    return true;
}

} // namespace halftone
