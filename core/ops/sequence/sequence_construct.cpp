// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact_merge.h"
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceConstruct final : public Operator
{
public:
    OpInfo info() const override { return {"SequenceConstruct", "", OpCategory::Control, "A sequence of the inputs.", 11}; }

    Status infer(InferContext &context) const override
    {
        Fact item = context.input(0);
        for (int i = 1; i < context.inputCount(); ++i)
            item = commonFact(item, context.input(i));
        context.setOutput(0, sequenceFact(item.type));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        Sequence sequence;
        for (int i = 0; i < context.inputCount(); ++i) {
            if (!context.hasInput(i) || (context.input(i).isTensor() && i > 0 && context.tensor(i).dtype() != context.tensor(0).dtype()))
                return context.badArgument("item " + std::to_string(i) + " of another type", "items of one type");
            HALFTONE_TRY(RuntimeValue item, ownedItem(context.input(i)));
            sequence.items.push_back(std::move(item));
        }
        sequence.elementType = context.tensor(0).dtype();
        context.setOutput(0, std::move(sequence));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceConstruct)

} // namespace halftone
