// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceAt final : public Operator
{
public:
    OpInfo info() const override { return {"SequenceAt", "", OpCategory::Control, "The item of a sequence at a position.", 11}; }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, elementFact(context.input(0)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Sequence *sequence, sequenceInput(context, 0));
        const auto count = static_cast<std::int64_t>(sequence->items.size());
        HALFTONE_TRY(const std::int64_t position, positionInput(context, 1, count, -1));
        if (position < 0)
            return context.badArgument("no position", "a position");
        context.setOutput(0, sequence->items[static_cast<std::size_t>(position)]);
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceAt)

} // namespace halftone
