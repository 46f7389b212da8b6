// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceLength final : public Operator
{
public:
    OpInfo info() const override { return {"SequenceLength", "", OpCategory::Control, "The number of items of a sequence.", 11}; }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Int64, std::vector<Dim>{});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Sequence *sequence, sequenceInput(context, 0));
        context.setOutput(0, Tensor::scalar(static_cast<std::int64_t>(sequence->items.size())));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceLength)

} // namespace halftone
