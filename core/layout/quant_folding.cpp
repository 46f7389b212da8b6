// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/quant_folding.h"

#include <algorithm>
#include <numeric>

namespace halftone {

QuantFolding foldQuantizePairs(const Graph &graph, bool enabled)
{
    QuantFolding folding;
    folding.hidden.assign(graph.nodes().size(), false);
    folding.source.resize(graph.values().size());
    folding.quantized.assign(graph.values().size(), false);
    std::iota(folding.source.begin(), folding.source.end(), 0U);
    if (!enabled)
        return folding;

    const auto is = [&](NodeId id, std::string_view type) {
        return id != kNone && graph.node(id).opType == type && !graph.node(id).inputs.empty() && graph.node(id).inputs[0] != kNone
            && graph.node(id).outputs.size() == 1 && graph.node(id).outputs[0] != kNone;
    };
    const auto feedsOnlyDequantize = [&](NodeId quantize) {
        const Value &output = graph.value(graph.node(quantize).outputs[0]);
        return !output.isOutput && !output.consumers.empty()
            && std::all_of(output.consumers.begin(), output.consumers.end(),
                [&](const Use &use) { return use.index == 0 && is(use.node, "DequantizeLinear"); });
    };
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const bool quantize = is(id, "QuantizeLinear") && feedsOnlyDequantize(id);
        bool dequantize = false;
        if (is(id, "DequantizeLinear")) {
            const ValueId input = graph.node(id).inputs[0];
            const NodeId producer = graph.value(input).producer;
            dequantize = graph.storedValue(input) || (producer != kNone && folding.hidden[producer]);
        }
        if (!quantize && !dequantize)
            continue;
        folding.hidden[id] = true;
        const ValueId output = graph.node(id).outputs[0];
        folding.source[output] = folding.source[graph.node(id).inputs[0]];
        folding.quantized[output] = dequantize;
    }
    return folding;
}

} // namespace halftone
