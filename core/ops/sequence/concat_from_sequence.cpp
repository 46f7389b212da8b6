// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/control/subgraph.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sequence/sequence_helpers.h"
#include "core/ops/tensor/joining.h"

namespace halftone {

namespace {

class ConcatFromSequence final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ConcatFromSequence", "", OpCategory::Control,
            "Joins the items of a sequence along an axis, or stacks them along a new one.", 11};
    }

    Status infer(InferContext &context) const override
    {
        Fact fact = elementFact(context.input(0));
        if (fact.type.shape) {
            const bool adds = context.node().intAttribute("new_axis", 0) != 0;
            const int rank = static_cast<int>(fact.type.shape->size()) + (adds ? 1 : 0);
            HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), rank));
            if (adds)
                fact.type.shape->insert(fact.type.shape->begin() + axis, Dim::unknown());
            else
                (*fact.type.shape)[static_cast<std::size_t>(axis)] = Dim::unknown();
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Sequence *sequence, sequenceInput(context, 0));
        const std::int64_t axis = context.node().intAttribute("axis", 0);
        if (sequence->items.empty())
            return context.badArgument("an empty sequence", "at least one item");
        if (context.node().intAttribute("new_axis", 0) != 0) {
            HALFTONE_TRY(const int place, normalizedAxis(context.node(), axis, rankOf(*sequence) + 1));
            HALFTONE_TRY(Tensor result, stacked(context, sequence->items, place, Type()));
            context.setOutput(0, std::move(result));
            return {};
        }
        HALFTONE_TRY(const int place, normalizedAxis(context.node(), axis, rankOf(*sequence)));
        std::vector<Tensor> parts;
        for (const RuntimeValue &item : sequence->items)
            parts.push_back(item.isTensor() ? item.tensor() : Tensor());
        HALFTONE_TRY(Tensor result, joined(context, parts, place));
        context.setOutput(0, std::move(result));
        return {};
    }

private:
    static int rankOf(const Sequence &sequence)
    {
        return sequence.items.front().isTensor() ? sequence.items.front().tensor().shape().rank() : 0;
    }
};

} // namespace

HALFTONE_OPERATOR(ConcatFromSequence)

} // namespace halftone
