// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/random/generator.h"

namespace halftone {

namespace {

class RandomNormalLike final : public RandomOperator
{
public:
    OpInfo info() const override
    {
        return {"RandomNormalLike", "", OpCategory::Other, "Random numbers of a normal distribution, in the shape of the input."};
    }
    Status infer(InferContext &context) const override { return inferRandomLike(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", context.tensor(0).dtype()));
        const double mean = context.node().floatAttribute("mean", 0.0F);
        const double scale = context.node().floatAttribute("scale", 1.0F);
        Generator generator(context.node());
        return fillRandom(context, type, context.tensor(0).shape(), [&] { return mean + scale * generator.normal(); });
    }
};

} // namespace

HALFTONE_OPERATOR(RandomNormalLike)

} // namespace halftone
