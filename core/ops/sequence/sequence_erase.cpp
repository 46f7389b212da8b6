// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceErase final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SequenceErase", "", OpCategory::Control, "A sequence without the item at a position, or without its last.", 11};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, context.input(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Sequence *sequence, sequenceInput(context, 0));
        const auto count = static_cast<std::int64_t>(sequence->items.size());
        HALFTONE_TRY(const std::int64_t position, positionInput(context, 1, count, count - 1));
        if (position < 0)
            return context.badArgument("an empty sequence", "at least one item");
        Sequence result = *sequence;
        result.items.erase(result.items.begin() + position);
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceErase)

} // namespace halftone
