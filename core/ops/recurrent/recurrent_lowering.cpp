// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

/// What LSTM and GRU share; `spec.kind` is set, `gates` is 4 or 3.
std::optional<Refusal> lowerRecurrent(LowerContext &context, RecurrentSpec spec, std::int64_t gates)
{
    const Node &node = context.node();
    if (node.attribute("activations") || node.attribute("clip") || node.intAttribute("layout", 0) != 0
        || node.intAttribute("input_forget", 0) != 0)
        return context.refuse("activations, clip or layout");
    // Lengths per sample and peepholes have no primitive here.
    if (context.hasInput(4) || context.hasInput(7))
        return context.refuse("sequence lengths or peepholes");
    const std::string direction = node.stringAttribute("direction", "forward");
    spec.direction = direction == "bidirectional" ? RecurrentSpec::Direction::Bidirectional
        : direction == "reverse"                  ? RecurrentSpec::Direction::Reverse
                                                  : RecurrentSpec::Direction::Forward;
    const std::int64_t directions = direction == "bidirectional" ? 2 : 1;
    const Shape &weights = context.inputShape(1);
    const Shape &recurrence = context.inputShape(2);
    spec.hidden = recurrence.rank() == 3 ? recurrence[2] : 0;
    if (spec.hidden <= 0 || weights.rank() != 3 || weights[0] != directions || recurrence[0] != directions
        || weights[1] != gates * spec.hidden || recurrence[1] != gates * spec.hidden || context.inputShape(0).rank() != 3
        || weights[2] != context.inputShape(0)[2])
        return context.refuse("shape of the weights");
    spec.input = node.inputs[0];
    spec.weights = node.inputs[1];
    spec.recurrence = node.inputs[2];
    spec.bias = context.hasInput(3) ? node.inputs[3] : kNone;
    const Shape state{directions, context.inputShape(0)[1], spec.hidden};
    for (const int index : {5, 6})
        if (context.hasInput(index) && (context.inputShape(index) != state || context.inputType(index) != DType::Float))
            return context.refuse("shape of the initial state");
    spec.initialHidden = context.hasInput(5) ? node.inputs[5] : kNone;
    spec.initialCell = context.hasInput(6) ? node.inputs[6] : kNone;
    return context.recurrent(spec);
}

std::optional<Refusal> lowerLstm(LowerContext &context) { return lowerRecurrent(context, {.kind = RecurrentSpec::Kind::Lstm}, 4); }

std::optional<Refusal> lowerGru(LowerContext &context)
{
    const bool linear = context.node().intAttribute("linear_before_reset", 0) != 0;
    return lowerRecurrent(context, {.kind = linear ? RecurrentSpec::Kind::GruLinearBeforeReset : RecurrentSpec::Kind::Gru}, 3);
}

} // namespace

HALFTONE_LOWERING(Lstm, "", "LSTM", lowerLstm)
HALFTONE_LOWERING(Gru, "", "GRU", lowerGru)

} // namespace halftone
