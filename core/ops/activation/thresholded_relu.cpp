// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class ThresholdedRelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"ThresholdedRelu", "", OpCategory::Activation, "Keeps elements above alpha, zeroes the others.", 10};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1.0F);
        return mapReal(context, [alpha](auto x) {
            using T = decltype(x);
            return x > T(alpha) ? x : T(0);
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(ThresholdedRelu)

} // namespace halftone
