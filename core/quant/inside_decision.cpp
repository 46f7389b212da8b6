// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/inside_decision.h"

namespace halftone {

NodeDecision decisionInside(const std::string &node, const Node &owner)
{
    return {node, Precision::Float, NodeDecision::Cause::NoStatistics, errc::kInsideNode, {owner.opType, owner.name}};
}

} // namespace halftone
