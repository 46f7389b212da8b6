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
        const double mean = context.node().floatAttribute("mean", 0.0F);
        const double scale = context.node().floatAttribute("scale", 1.0F);
        Generator generator(context.node());
        return fillRandom(context, type, Shape(context.node().intsAttribute("shape")), [&] { return mean + scale * generator.normal(); });
    }
};

} // namespace

HALFTONE_OPERATOR(RandomNormal)

} // namespace halftone
