// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class OptionalHasElement final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"OptionalHasElement", "", OpCategory::Control, "Tells whether an optional value is there.", 15};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Bool, std::vector<Dim>{});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        context.setOutput(0, Tensor::scalar(context.hasInput(0)));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(OptionalHasElement)

} // namespace halftone
