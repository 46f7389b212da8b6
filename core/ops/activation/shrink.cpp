// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Shrink final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Shrink", "", OpCategory::Activation, "Moves elements beyond ±lambd towards zero by bias and zeroes those between.", 9};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const double lambd = static_cast<double>(context.node().floatAttribute("lambd", 0.5F));
        const double bias = static_cast<double>(context.node().floatAttribute("bias", 0.0F));
        HALFTONE_TRY(const auto x, elements<double>(context, 0));
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, input.dtype(), input.shape()));
        for (std::int64_t i = 0; i < x.size(); ++i)
            y[i] = x[i] < -lambd ? x[i] + bias : x[i] > lambd ? x[i] - bias : 0.0;
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(Shrink)

} // namespace halftone
