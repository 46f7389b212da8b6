// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Not final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Not", "", OpCategory::Arithmetic, "Logical negation of a boolean tensor."}; }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.dtype() != DType::Bool)
            return context.badArgument(std::string(dtypeName(input.dtype())), "bool");
        HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Bool, input.shape()));
        const auto x = input.as<std::uint8_t>();
        const auto y = output->mutableAs<std::uint8_t>();
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] = x[i] == 0;
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Not)

} // namespace halftone
