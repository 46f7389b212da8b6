// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/mode_decision.h"

#include "core/quant/errors.h"
#include "core/quant/formats/half_form.h"
#include "core/quant/formats/integer_form.h"
#include "core/quant/formats/weight_only_form.h"

namespace halftone {

namespace {

void stayFloat(NodeDecision &decision, NodeDecision::Cause cause, FormRefusal refusal)
{
    decision.cause = cause;
    decision.reason = refusal.reason;
    decision.reasonArguments = std::move(refusal.arguments);
}

/// Convolutions and recurrent layers have 8 bits whatever blocks have.
Precision weightPrecision(const FormatOptions &options, const Node &node)
{
    return options.bits == 8 || !channelWeights(node).empty() ? Precision::Int8 : Precision::Int4Weights;
}

} // namespace

void decideMode(NodeMode mode, const FormatOptions &options, const std::string &because, const Graph &graph, const GraphFacts &facts,
    const Node &node, NodeDecision &decision)
{
    using Cause = NodeDecision::Cause;
    switch (mode) {
    case NodeMode::Dynamic:
    case NodeMode::Integer:
        if (auto refusal = refuseIntegerForm(graph, facts, node))
            return stayFloat(decision, Cause::NoKernel, std::move(*refusal));
        decision.precision = Precision::Int8;
        return;
    case NodeMode::WeightOnly:
        if (auto refusal = refuseWeightOnly(graph, node))
            return stayFloat(decision, Cause::NoKernel, std::move(*refusal));
        decision.precision = weightPrecision(options, node);
        return;
    case NodeMode::Float16:
    case NodeMode::BFloat16:
        if (auto refusal = refuseHalf(mode, graph, facts, node))
            return stayFloat(decision, Cause::NoKernel, std::move(*refusal));
        decision.precision = Precision::Half;
        return;
    default:
        return stayFloat(decision, Cause::ExcludedByUser, {errc::kExcludedByUser, {because}});
    }
}

} // namespace halftone
