// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/rewrite.h"

#include <algorithm>

namespace halftone {

void removeUnused(const Graph &graph, GraphBuilder &builder, const std::vector<std::string_view> &opTypes)
{
    std::vector<int> readers(builder.valueCount(), 0);
    for (NodeId id = 0; id < builder.nodeCount(); ++id) {
        if (builder.isRemoved(id))
            continue;
        for (const ValueId input : builder.node(id).inputs) {
            if (input != kNone)
                ++readers[input];
        }
    }
    for (ValueId value = 0; value < graph.values().size(); ++value)
        readers[value] += graph.value(value).isOutput || graph.isCaptured(value) ? 1 : 0;
    std::vector<NodeId> pending;
    const auto consider = [&](NodeId id) {
        const Node &node = builder.node(id);
        if (builder.isRemoved(id) || std::find(opTypes.begin(), opTypes.end(), node.opType) == opTypes.end())
            return;
        if (std::all_of(node.outputs.begin(), node.outputs.end(), [&](ValueId v) { return v == kNone || readers[v] == 0; }))
            pending.push_back(id);
    };
    for (NodeId id = 0; id < builder.nodeCount(); ++id)
        consider(id);
    while (!pending.empty()) {
        const NodeId id = pending.back();
        pending.pop_back();
        if (builder.isRemoved(id))
            continue;
        const std::vector<ValueId> inputs = builder.node(id).inputs;
        builder.removeNode(id);
        for (const ValueId input : inputs) {
            if (input == kNone || --readers[input] > 0 || input >= graph.values().size())
                continue;
            if (const NodeId producer = graph.value(input).producer; producer != kNone)
                consider(producer);
        }
    }
}

} // namespace halftone
