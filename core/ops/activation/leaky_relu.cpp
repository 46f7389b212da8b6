// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class LeakyRelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"LeakyRelu", "", OpCategory::Activation, "Keeps positive elements, multiplies negative ones by alpha."};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 0.01F);
        return mapReal(context, [alpha](auto x) {
            using T = decltype(x);
            return x < T(0) ? T(alpha) * x : x;
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(LeakyRelu)

} // namespace halftone
