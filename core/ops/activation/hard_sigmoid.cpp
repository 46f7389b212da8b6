// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

#include <algorithm>

namespace halftone {

namespace {

class HardSigmoid final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"HardSigmoid", "", OpCategory::Activation, "A straight-line sigmoid: alpha · x + beta, clipped to [0, 1]."};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 0.2F);
        const float beta = context.node().floatAttribute("beta", 0.5F);
        return mapReal(context, [alpha, beta](auto x) {
            using T = decltype(x);
            // In this order NaN stays NaN.
            return std::max(std::min(T(alpha) * x + T(beta), T(1)), T(0));
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(HardSigmoid)

} // namespace halftone
