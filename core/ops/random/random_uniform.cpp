// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/random/generator.h"

namespace halftone {

namespace {

class RandomUniform final : public RandomOperator
{
public:
    OpInfo info() const override { return {"RandomUniform", "", OpCategory::Other, "Random numbers of a uniform distribution."}; }
    Status infer(InferContext &context) const override { return inferRandom(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
        return fillUniform(context, type, Shape(context.node().intsAttribute("shape")));
    }
};

} // namespace

HALFTONE_OPERATOR(RandomUniform)

} // namespace halftone
