// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/random/generator.h"

namespace halftone {

namespace {

class RandomNormal final : public RandomOperator
{
public:
    OpInfo info() const override { return {"RandomNormal", "", OpCategory::Other, "Random numbers of a normal distribution."}; }
    Status infer(InferContext &context) const override { return inferRandom(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
        return fillNormal(context, type, Shape(context.node().intsAttribute("shape")));
    }
};

} // namespace

HALFTONE_OPERATOR(RandomNormal)

} // namespace halftone
