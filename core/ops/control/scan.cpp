// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/control/subgraph.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/joining.h"

#include <algorithm>

namespace halftone {

namespace {

/// How many inputs and outputs of each kind a Scan has, and where its sequences run.
struct ScanPlan
{
    const Graph *body = nullptr;
    int states = 0;
    int scanned = 0;
    int collected = 0;

    static Result<ScanPlan> of(const Node &node, int inputs)
    {
        ScanPlan plan;
        HALFTONE_TRY(plan.body, subgraphOf(node, "body"));
        const std::int64_t scanned = node.intAttribute("num_scan_inputs", 0);
        if (scanned < 1 || scanned > inputs)
            return badNode(node, "num_scan_inputs " + std::to_string(scanned), "1 … " + std::to_string(inputs));
        plan.scanned = static_cast<int>(scanned);
        plan.states = inputs - plan.scanned;
        plan.collected = static_cast<int>(plan.body->outputs().size()) - plan.states;
        if (plan.collected < 0)
            return badNode(node, "too few outputs of the body", "at least " + std::to_string(plan.states));
        return plan;
    }
};

std::int64_t listed(const Node &node, std::string_view name, int index)
{
    const auto values = node.intsAttribute(name);
    return index < static_cast<int>(values.size()) ? values[static_cast<std::size_t>(index)] : 0;
}

Tensor withoutAxis(const Tensor &slice, int axis)
{
    std::vector<std::int64_t> dims = slice.shape().dims();
    dims.erase(dims.begin() + axis);
    return slice.reshaped(Shape(std::move(dims)));
}

/// One pass over sequences: inputs are states, then sequences; the result the last states, then collected outputs.
Result<std::vector<RuntimeValue>> scanOnce(KernelContext &context, const ScanPlan &plan, std::vector<RuntimeValue> states,
    const std::vector<Tensor> &sequences, std::int64_t limit, std::string_view directions)
{
    std::vector<int> axes;
    std::int64_t length = -1;
    for (int i = 0; i < plan.scanned; ++i) {
        const Tensor &sequence = sequences[static_cast<std::size_t>(i)];
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), listed(context.node(), "scan_input_axes", i), sequence.shape().rank()));
        axes.push_back(axis);
        if (length >= 0 && sequence.shape()[axis] != length)
            return context.badArgument(
                "sequences of length " + std::to_string(length) + " and " + std::to_string(sequence.shape()[axis]), "one length");
        length = sequence.shape()[axis];
    }
    if (limit >= 0)
        length = std::min(length, limit);
    std::vector<std::vector<RuntimeValue>> collected(static_cast<std::size_t>(plan.collected));
    for (std::int64_t step = 0; step < length; ++step) {
        std::vector<RuntimeValue> inputs = states;
        for (int i = 0; i < plan.scanned; ++i) {
            const std::int64_t at = listed(context.node(), directions, i) ? length - 1 - step : step;
            HALFTONE_TRY(const Tensor slice, slab(sequences[static_cast<std::size_t>(i)], axes[static_cast<std::size_t>(i)], at, 1));
            inputs.emplace_back(withoutAxis(slice, axes[static_cast<std::size_t>(i)]));
        }
        HALFTONE_TRY(auto outputs, context.runSubgraph(*plan.body, std::move(inputs)));
        for (std::size_t i = 0; i < states.size(); ++i)
            states[i] = std::move(outputs[i]);
        for (std::size_t i = 0; i < collected.size(); ++i)
            collected[i].push_back(std::move(outputs[states.size() + i]));
    }
    for (std::size_t i = 0; i < collected.size(); ++i) {
        if (listed(context.node(), "scan_output_directions", static_cast<int>(i)))
            std::ranges::reverse(collected[i]);
        const Type &declared = plan.body->value(plan.body->outputs()[states.size() + i]).declaredType;
        HALFTONE_TRY(Tensor all,
            stacked(context, collected[i], static_cast<int>(listed(context.node(), "scan_output_axes", static_cast<int>(i))), declared));
        collected[i] = {RuntimeValue(std::move(all))};
    }
    std::vector<RuntimeValue> result = std::move(states);
    for (auto &output : collected)
        result.push_back(std::move(output.front()));
    return result;
}

class Scan final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Scan", "", OpCategory::Control, "Runs a subgraph on each slice of sequences, handing states from slice to slice.", 8};
    }

    Status infer(InferContext &context) const override
    {
        if (context.opset() < 9)
            return {};
        HALFTONE_TRY(const ScanPlan plan, ScanPlan::of(context.node(), context.inputCount()));
        std::vector<Fact> inputs;
        Dim length;
        for (int i = 0; i < context.inputCount(); ++i) {
            Fact fact = withoutElements(context.input(i));
            if (i >= plan.states && fact.type.shape) {
                HALFTONE_TRY(const int axis,
                    normalizedAxis(context.node(), listed(context.node(), "scan_input_axes", i - plan.states),
                        static_cast<int>(fact.type.shape->size())));
                length = (*fact.type.shape)[static_cast<std::size_t>(axis)];
                fact.type.shape->erase(fact.type.shape->begin() + axis);
            }
            inputs.push_back(std::move(fact));
        }
        HALFTONE_TRY(auto outputs, context.inferSubgraph(*plan.body, std::move(inputs)));
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            Fact fact = withoutElements(std::move(outputs[i]));
            const int index = static_cast<int>(i) - plan.states;
            if (index >= 0 && fact.type.shape) {
                HALFTONE_TRY(const int axis,
                    normalizedAxis(
                        context.node(), listed(context.node(), "scan_output_axes", index), static_cast<int>(fact.type.shape->size()) + 1));
                fact.type.shape->insert(fact.type.shape->begin() + axis, length);
            }
            context.setOutput(static_cast<int>(i), std::move(fact));
        }
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        if (context.opset() < 9)
            return computeBatched(context);
        HALFTONE_TRY(const ScanPlan plan, ScanPlan::of(context.node(), context.inputCount()));
        std::vector<RuntimeValue> states;
        std::vector<Tensor> sequences;
        for (int i = 0; i < plan.states; ++i)
            states.push_back(context.input(i));
        for (int i = 0; i < plan.scanned; ++i)
            sequences.push_back(context.tensor(plan.states + i));
        HALFTONE_TRY(auto outputs, scanOnce(context, plan, std::move(states), sequences, -1, "scan_input_directions"));
        for (std::size_t i = 0; i < outputs.size(); ++i)
            context.setOutput(static_cast<int>(i), std::move(outputs[i]));
        return {};
    }

private:
    /// Opset 8: the first axis of everything is a batch, input 0 holds optional lengths.
    static Status computeBatched(KernelContext &context)
    {
        HALFTONE_TRY(const ScanPlan plan, ScanPlan::of(context.node(), context.inputCount() - 1));
        std::vector<std::int64_t> lengths;
        if (context.hasInput(0)) {
            HALFTONE_TRY(lengths, context.ints(0));
        }
        const Shape &first = context.tensor(1 + plan.states).shape();
        const std::int64_t batch = first.rank() > 0 ? first[0] : 0;
        std::vector<std::vector<RuntimeValue>> collected(plan.body->outputs().size());
        for (std::int64_t b = 0; b < batch; ++b) {
            std::vector<RuntimeValue> states;
            std::vector<Tensor> sequences;
            for (int i = 0; i < plan.states + plan.scanned; ++i) {
                const Tensor &whole = context.tensor(1 + i);
                if (whole.shape().rank() < 1 || whole.shape()[0] != batch)
                    return context.badArgument("input of shape " + whole.shape().toString(), "a batch of " + std::to_string(batch));
                HALFTONE_TRY(const Tensor slice, slab(whole, 0, b, 1));
                if (i < plan.states)
                    states.emplace_back(withoutAxis(slice, 0));
                else
                    sequences.push_back(withoutAxis(slice, 0));
            }
            const std::int64_t limit
                = b < static_cast<std::int64_t>(lengths.size()) ? std::max<std::int64_t>(0, lengths[static_cast<std::size_t>(b)]) : -1;
            HALFTONE_TRY(auto outputs, scanOnce(context, plan, std::move(states), sequences, limit, "directions"));
            for (std::size_t i = 0; i < collected.size(); ++i)
                collected[i].push_back(std::move(outputs[i]));
        }
        for (std::size_t i = 0; i < collected.size(); ++i) {
            HALFTONE_TRY(Tensor all, stacked(context, collected[i], 0, plan.body->value(plan.body->outputs()[i]).declaredType));
            context.setOutput(static_cast<int>(i), std::move(all));
        }
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Scan)

} // namespace halftone
