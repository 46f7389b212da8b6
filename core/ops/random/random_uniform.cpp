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
        const double low = context.node().floatAttribute("low", 0.0F);
        const double high = context.node().floatAttribute("high", 1.0F);
        Generator generator(context.node());
        return fillRandom(
            context, type, Shape(context.node().intsAttribute("shape")), [&] { return low + (high - low) * generator.uniform(); });
    }
};

} // namespace

HALFTONE_OPERATOR(RandomUniform)

} // namespace halftone
