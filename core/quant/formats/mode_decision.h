// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/format_options.h"
#include "core/quant/quantize.h"

namespace halftone {

/// What becomes of a node in a mode other than static: its precision, or why it stays float. `because` is the pattern that
/// chose the mode.
void decideMode(NodeMode mode, const FormatOptions &options, const std::string &because, const Graph &graph, const GraphFacts &facts,
    const Node &node, NodeDecision &decision);

} // namespace halftone
