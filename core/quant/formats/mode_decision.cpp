// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/mode_decision.h"

#include "core/quant/errors.h"
#include "core/quant/formats/integer_form.h"

namespace halftone {

namespace {

void stayFloat(NodeDecision &decision, NodeDecision::Cause cause, FormRefusal refusal)
{
    decision.cause = cause;
    decision.reason = refusal.reason;
    decision.reasonArguments = std::move(refusal.arguments);
}

} // namespace

void decideMode(
    NodeMode mode, const std::string &because, const Graph &graph, const GraphFacts &facts, const Node &node, NodeDecision &decision)
{
    using Cause = NodeDecision::Cause;
    switch (mode) {
    case NodeMode::Dynamic:
    case NodeMode::Integer:
        if (auto refusal = refuseIntegerForm(graph, facts, node))
            return stayFloat(decision, Cause::NoKernel, std::move(*refusal));
        decision.precision = Precision::Int8;
        return;
    default:
        return stayFloat(decision, Cause::ExcludedByUser, {errc::kExcludedByUser, {because}});
    }
}

} // namespace halftone
