// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class SwiGlu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"SwiGLU", "", OpCategory::Activation, "The Swish of a gate times a linear branch of the same shape.", 28};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &gate = context.tensor(0);
        if (gate.shape() != context.tensor(1).shape())
            return context.badArgument("shapes " + gate.shape().toString() + " and " + context.tensor(1).shape().toString(), "equal ones");
        const float alpha = context.node().floatAttribute("alpha", 1.0F);
        return withReal(context, gate.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto a, elements<T>(context, 0));
            HALFTONE_TRY(const auto b, elements<T>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, gate.dtype(), gate.shape()));
            for (std::int64_t i = 0; i < a.size(); ++i)
                y[i] = a[i] * logistic(static_cast<T>(alpha) * a[i]) * b[i];
            return y.finish();
        });
    }
};

} // namespace

HALFTONE_OPERATOR(SwiGlu)

} // namespace halftone
