// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/float_values.h"

namespace halftone {

DType valueType(const Graph &graph, const GraphFacts &facts, ValueId value)
{
    if (value < facts.values.size() && facts.values[value].type.isTensor() && facts.values[value].dtype() != DType::Undefined)
        return facts.values[value].dtype();
    if (const ConstantTensor *constant = graph.constant(value))
        return constant->dtype();
    const Type &declared = graph.value(value).declaredType;
    return declared.isTensor() ? declared.dtype : DType::Undefined;
}

std::vector<ValueId> floatActivations(const Graph &graph, const GraphFacts &facts)
{
    std::vector<ValueId> result;
    const auto consider = [&](ValueId value) {
        if (value != kNone && !graph.constant(value) && valueType(graph, facts, value) == DType::Float)
            result.push_back(value);
    };
    for (const ValueId input : graph.inputs())
        consider(input);
    for (const Node &node : graph.nodes()) {
        for (const ValueId output : node.outputs)
            consider(output);
    }
    return result;
}

} // namespace halftone
