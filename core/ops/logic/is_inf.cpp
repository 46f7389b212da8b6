// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class IsInf final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"IsInf", "", OpCategory::Arithmetic,
            "Tells which elements are infinite; detect_positive and detect_negative choose the signs.", 10};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Bool, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const bool positive = context.node().intAttribute("detect_positive", 1) != 0;
        const bool negative = context.node().intAttribute("detect_negative", 1) != 0;
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            HALFTONE_TRY(const auto x, elements<decltype(zero)>(context, 0));
            HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Bool, input.shape()));
            const auto y = output->mutableAs<std::uint8_t>();
            for (std::size_t i = 0; i < y.size(); ++i)
                y[i] = std::isinf(x.data()[i]) && (x.data()[i] > zero ? positive : negative);
            return {};
        });
    }
};

} // namespace

HALFTONE_OPERATOR(IsInf)

} // namespace halftone
