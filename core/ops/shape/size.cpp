// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

namespace {

class Size final : public Operator
{
public:
    OpInfo info() const override { return {"Size", "", OpCategory::Shape, "The number of the input's elements."}; }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(DType::Int64, std::vector<Dim>{});
        if (const auto &shape = context.inputShape(0)) {
            Dim product(1);
            for (const Dim &dim : *shape)
                product = product * dim;
            fact.symbolic = std::vector<Dim>{product};
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        context.setOutput(0, Tensor::scalar<std::int64_t>(context.tensor(0).count()));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Size)

} // namespace halftone
