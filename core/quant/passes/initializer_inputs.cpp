// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/model/model_checks.h"
#include "core/quant/passes/pass.h"

#include <algorithm>

namespace halftone {

namespace {

/// Takes initializers off the list of inputs: those that callers can replace, or those that they cannot.
Result<int> dropListed(PassState &state, bool replaceable)
{
    const Graph &graph = *state.model.graph;
    GraphBuilder builder(graph);
    int changes = 0;
    for (const ValueId input : graph.inputs()) {
        if (graph.value(input).initializer == kNone || graph.isReplaceable(input) != replaceable)
            continue;
        builder.removeInput(input);
        builder.valueInfo(input).isInput = false;
        ++changes;
    }
    if (changes == 0)
        return 0;
    HALFTONE_TRY(state.model.graph, std::move(builder).finish());
    // Constants that are not inputs exist since then.
    state.model.irVersion = std::max(state.model.irVersion, kFirstIrWithDefaults);
    return changes;
}

} // namespace

Result<int> dropInitializerInputs(PassState &state, Progress &) { return dropListed(state, false); }
Result<int> dropDefaults(PassState &state, Progress &) { return dropListed(state, true); }

} // namespace halftone
