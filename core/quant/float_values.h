// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/ops/fact.h"

#include <vector>

namespace halftone {

/// Values of a graph that hold float32 activations: inputs and results of nodes, no constants, in order of execution.
std::vector<ValueId> floatActivations(const Graph &graph, const GraphFacts &facts);

/// By ValueId: an input with a default, or computed from such and constants only. Callers may give anything else, so that what is seen
/// says nothing of the range.
std::vector<char> valuesOfDefaults(const Graph &graph);

/// The element type of a value as far as facts or the file say.
DType valueType(const Graph &graph, const GraphFacts &facts, ValueId value);

} // namespace halftone
