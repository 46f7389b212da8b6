// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/quant/passes/pass.h"

namespace halftone {

Result<int> dropInitializerInputs(PassState &state, Progress &)
{
    const Graph &graph = *state.model.graph;
    GraphBuilder builder(graph);
    int changes = 0;
    for (const ValueId input : graph.inputs()) {
        if (graph.value(input).initializer == kNone)
            continue;
        builder.removeInput(input);
        builder.valueInfo(input).isInput = false;
        ++changes;
    }
    if (changes == 0)
        return 0;
    HALFTONE_TRY(state.model.graph, std::move(builder).finish());
    // Constants that are not inputs exist since IR version 4.
    state.model.irVersion = std::max<std::int64_t>(state.model.irVersion, 4);
    return changes;
}

} // namespace halftone
