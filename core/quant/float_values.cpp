// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/float_values.h"

#include "core/model/bodies.h"

#include <algorithm>

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

std::vector<char> valuesOfDefaults(const Graph &graph)
{
    std::vector<char> result(graph.values().size(), 0);
    for (const ValueId input : graph.inputs())
        result[input] = graph.isReplaceable(input) ? 1 : 0;
    for (const Node &node : graph.nodes()) {
        bool any = false;
        bool all = true;
        const auto consider = [&](ValueId value) {
            if (value == kNone)
                return;
            any = any || result[value];
            all = all && (result[value] || graph.constant(value));
        };
        std::ranges::for_each(node.inputs, consider);
        forEachCapture(node, [&](const std::string &name) { consider(graph.findValue(name)); });
        for (const ValueId output : node.outputs) {
            if (output != kNone && any && all)
                result[output] = 1;
        }
    }
    return result;
}

} // namespace halftone
