// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/control/subgraph.h"
#include "core/ops/fact_merge.h"

namespace halftone {

namespace {

class If final : public Operator
{
public:
    OpInfo info() const override { return {"If", "", OpCategory::Control, "Runs one of two subgraphs, as the condition says."}; }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const Graph *thenBranch, subgraphOf(context.node(), "then_branch"));
        HALFTONE_TRY(const Graph *elseBranch, subgraphOf(context.node(), "else_branch"));
        const auto condition = context.inputInts(0);
        if (condition && condition->size() == 1) {
            HALFTONE_TRY(auto facts, context.inferSubgraph(condition->front() ? *thenBranch : *elseBranch, {}));
            for (int i = 0; i < context.outputCount() && i < static_cast<int>(facts.size()); ++i)
                context.setOutput(i, std::move(facts[static_cast<std::size_t>(i)]));
            return {};
        }
        HALFTONE_TRY(const auto whenTrue, context.inferSubgraph(*thenBranch, {}));
        HALFTONE_TRY(const auto whenFalse, context.inferSubgraph(*elseBranch, {}));
        for (std::size_t i = 0; i < whenTrue.size() && i < whenFalse.size(); ++i)
            context.setOutput(static_cast<int>(i), commonFact(whenTrue[i], whenFalse[i]));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto condition, context.ints(0));
        if (condition.size() != 1)
            return context.badArgument("a condition of " + std::to_string(condition.size()) + " elements", "one element");
        HALFTONE_TRY(const Graph *branch, subgraphOf(context.node(), condition.front() ? "then_branch" : "else_branch"));
        HALFTONE_TRY(auto values, context.runSubgraph(*branch, {}));
        for (std::size_t i = 0; i < values.size(); ++i)
            context.setOutput(static_cast<int>(i), std::move(values[i]));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(If)

} // namespace halftone
