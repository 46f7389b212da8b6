// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/random/generator.h"

namespace halftone {

namespace {

class Bernoulli final : public RandomOperator
{
public:
    OpInfo info() const override
    {
        return {"Bernoulli", "", OpCategory::Other, "One with the probability that the input gives, else zero.", 15};
    }
    Status infer(InferContext &context) const override { return inferRandomLike(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", context.tensor(0).dtype()));
        HALFTONE_TRY(const auto probabilities, elements<double>(context, 0));
        Generator generator(context.node());
        std::int64_t i = 0;
        return fillRandom(context, type, context.tensor(0).shape(), [&] { return generator.uniform() < probabilities[i++] ? 1.0 : 0.0; });
    }
};

} // namespace

HALFTONE_OPERATOR(Bernoulli)

} // namespace halftone
