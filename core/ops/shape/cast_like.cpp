// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/shape/cast_attributes.h"

namespace halftone {

namespace {

class CastLike final : public Operator
{
public:
    OpInfo info() const override { return {"CastLike", "", OpCategory::Tensor, "Converts elements to the type of the second input.", 15}; }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, castFact(context.input(0), context.inputType(1)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        if (context.tensor(1).isNull())
            return context.badArgument("no input 1", "a tensor");
        HALFTONE_TRY(Tensor result,
            castTensor(context.tensor(0), context.tensor(1).dtype(), saturates(context.node()), powerRounding(context.node())));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(CastLike)

} // namespace halftone
