// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/control/subgraph.h"
#include "core/ops/fact_merge.h"
#include "core/tensor/integers.h"

#include <limits>

namespace halftone {

namespace {

/// Facts of the carried values that hold before and after a round; rounds of inference until nothing changes.
Result<std::vector<Fact>> stableBodyFacts(InferContext &context, const Graph &body, std::vector<Fact> carried)
{
    constexpr int kRounds = 4;
    for (int round = 0;; ++round) {
        std::vector<Fact> inputs{Fact::of(DType::Int64, std::vector<Dim>{}), Fact::of(DType::Bool, std::vector<Dim>{})};
        inputs.insert(inputs.end(), carried.begin(), carried.end());
        HALFTONE_TRY(auto outputs, context.inferSubgraph(body, std::move(inputs)));
        bool stable = true;
        for (std::size_t i = 0; i < carried.size() && i + 1 < outputs.size(); ++i) {
            Fact common = commonFact(carried[i], outputs[i + 1]);
            // Facts only lose knowledge, so that the texts differ as long as something changes.
            if (common.type.toString() != carried[i].type.toString())
                stable = false;
            carried[i] = round + 1 < kRounds ? std::move(common) : Fact{Type::tensor(common.dtype()), std::nullopt, std::nullopt};
        }
        if (stable || round == kRounds)
            return outputs;
    }
}

class Loop final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Loop", "", OpCategory::Control,
            "Runs a subgraph again and again, as often as a count or a condition says, and hands values from round to round."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const Graph *body, subgraphOf(context.node(), "body"));
        std::vector<Fact> carried;
        for (int i = 2; i < context.inputCount(); ++i)
            carried.push_back(withoutElements(context.input(i)));
        const std::size_t count = carried.size();
        HALFTONE_TRY(const auto outputs, stableBodyFacts(context, *body, std::move(carried)));
        for (std::size_t i = 1; i < outputs.size(); ++i) {
            Fact fact = withoutElements(outputs[i]);
            if (i - 1 < count)
                fact = commonFact(fact, context.input(static_cast<int>(i) + 1));
            else if (fact.type.shape)
                fact.type.shape->insert(fact.type.shape->begin(), Dim::unknown());
            context.setOutput(static_cast<int>(i) - 1, std::move(fact));
        }
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Graph *body, subgraphOf(context.node(), "body"));
        std::int64_t rounds = std::numeric_limits<std::int64_t>::max();
        bool proceed = true;
        if (context.hasInput(0)) {
            HALFTONE_TRY(rounds, oneNumber(context, context.tensor(0)));
        }
        if (context.hasInput(1)) {
            HALFTONE_TRY(const std::int64_t condition, oneNumber(context, context.tensor(1)));
            proceed = condition != 0;
        }
        std::vector<RuntimeValue> carried;
        for (int i = 2; i < context.inputCount(); ++i)
            carried.push_back(context.input(i));
        const std::size_t count = carried.size();
        const std::size_t bodyOutputs = body->outputs().size();
        if (bodyOutputs < count + 1)
            return context.badArgument(std::to_string(bodyOutputs) + " outputs of the body", "at least " + std::to_string(count + 1));
        std::vector<std::vector<RuntimeValue>> collected(bodyOutputs - 1 - count);
        for (std::int64_t round = 0; round < rounds && proceed; ++round) {
            std::vector<RuntimeValue> inputs{Tensor::scalar<std::int64_t>(round), Tensor::scalar(proceed)};
            inputs.insert(inputs.end(), carried.begin(), carried.end());
            HALFTONE_TRY(auto outputs, context.runSubgraph(*body, std::move(inputs)));
            HALFTONE_TRY(
                const std::int64_t condition, oneNumber(context, outputs.front().isTensor() ? outputs.front().tensor() : Tensor()));
            proceed = condition != 0;
            for (std::size_t i = 0; i < count; ++i)
                carried[i] = std::move(outputs[i + 1]);
            for (std::size_t i = 0; i < collected.size(); ++i)
                collected[i].push_back(std::move(outputs[i + 1 + count]));
        }
        for (std::size_t i = 0; i < count; ++i)
            context.setOutput(static_cast<int>(i), std::move(carried[i]));
        for (std::size_t i = 0; i < collected.size(); ++i) {
            const Type &declared = body->value(body->outputs()[i + 1 + count]).declaredType;
            HALFTONE_TRY(Tensor all, stacked(context, collected[i], 0, declared));
            context.setOutput(static_cast<int>(count + i), std::move(all));
        }
        return {};
    }

private:
    static Result<std::int64_t> oneNumber(const KernelContext &context, const Tensor &tensor)
    {
        const auto numbers = integersOf(tensor);
        if (!numbers || numbers->size() != 1)
            return context.badArgument("a count or condition of shape " + tensor.shape().toString(), "one element");
        return numbers->front();
    }
};

} // namespace

HALFTONE_OPERATOR(Loop)

} // namespace halftone
