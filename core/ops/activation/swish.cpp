// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Swish final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Swish", "", OpCategory::Activation, "x times the sigmoid of alpha · x (SiLU when alpha is 1).", 24};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1.0F);
        return mapReal(context, [alpha](auto x) {
            using T = decltype(x);
            return x * logistic(T(alpha) * x);
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Swish)

} // namespace halftone
