// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"

namespace halftone {

namespace errc {
/// %1 the operator type whose inside it is, %2 that node.
inline constexpr ErrorCode kInsideNode{"quant.inside-node"};
} // namespace errc

/// What becomes of a node in a subgraph or function body of `owner`: only nodes of the model's own graph are measured and quantized.
NodeDecision decisionInside(const std::string &node, const Node &owner);

} // namespace halftone
