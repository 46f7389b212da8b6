// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/random/generator.h"

namespace halftone {

namespace {

class RandomUniformLike final : public RandomOperator
{
public:
    OpInfo info() const override
    {
        return {"RandomUniformLike", "", OpCategory::Other, "Random numbers of a uniform distribution, in the shape of the input."};
    }
    Status infer(InferContext &context) const override { return inferRandomLike(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", context.tensor(0).dtype()));
        return fillUniform(context, type, context.tensor(0).shape());
    }
};

} // namespace

HALFTONE_OPERATOR(RandomUniformLike)

} // namespace halftone
