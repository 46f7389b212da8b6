// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact_merge.h"
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceInsert final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SequenceInsert", "", OpCategory::Control, "A sequence with one more item, at a position or at its end.", 11};
    }

    Status infer(InferContext &context) const override
    {
        Fact element = elementFact(context.input(0));
        context.setOutput(
            0, sequenceFact(element.type.kind == Type::Kind::Unknown ? context.input(1).type : commonFact(element, context.input(1)).type));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Sequence *sequence, sequenceInput(context, 0));
        const auto count = static_cast<std::int64_t>(sequence->items.size());
        HALFTONE_TRY(const std::int64_t position, positionInput(context, 2, count, count));
        if (!context.hasInput(1)
            || (!sequence->items.empty() && context.input(1).isTensor() && context.tensor(1).dtype() != sequence->elementType))
            return context.badArgument(
                "an item of type " + std::string(dtypeName(context.tensor(1).dtype())), std::string(dtypeName(sequence->elementType)));
        Sequence result = *sequence;
        result.elementType = context.tensor(1).dtype();
        HALFTONE_TRY(RuntimeValue item, ownedItem(context.input(1)));
        result.items.insert(result.items.begin() + position, std::move(item));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceInsert)

} // namespace halftone
