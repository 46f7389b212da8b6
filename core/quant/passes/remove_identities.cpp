// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/quant/passes/pass.h"
#include "core/quant/vanishing.h"

namespace halftone {

Result<int> removeIdentities(PassState &state, Progress &)
{
    const Graph &graph = *state.model.graph;
    GraphBuilder builder(graph);
    int changes = 0;
    // Where each value's readers now find it; identities in a row resolve because nodes are in topological order.
    std::vector<ValueId> standsFor(graph.values().size());
    for (ValueId id = 0; id < standsFor.size(); ++id)
        standsFor[id] = id;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        for (ValueId &input : builder.node(id).inputs) {
            if (input != kNone)
                input = standsFor[input];
        }
        const Node &node = graph.node(id);
        if (!isIdentity(graph, node) || graph.isCaptured(node.outputs[0]))
            continue;
        const Value &output = graph.value(node.outputs[0]);
        if (!output.isOutput) {
            standsFor[node.outputs[0]] = standsFor[node.inputs[0]];
        } else {
            // The producer may take the output's name only when it is a node's and nobody else's output.
            const Value &input = graph.value(node.inputs[0]);
            const bool alone = input.producer != kNone && input.consumers.size() == 1 && !input.isOutput
                && standsFor[node.inputs[0]] == node.inputs[0] && !builder.isRemoved(input.producer);
            if (!alone)
                continue;
            builder.node(input.producer).outputs[input.producerIndex] = node.outputs[0];
        }
        builder.removeNode(id);
        ++changes;
    }
    if (changes == 0)
        return 0;
    HALFTONE_TRY(state.model.graph, std::move(builder).finish());
    return changes;
}

} // namespace halftone
