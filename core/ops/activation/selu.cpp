// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Selu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Selu", "", OpCategory::Activation, "A scaled Elu whose constants keep mean and variance through deep networks."};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1.67326319217681884765625F);
        const float gamma = context.node().floatAttribute("gamma", 1.05070102214813232421875F);
        return mapReal(context, [alpha, gamma](auto x) {
            using T = decltype(x);
            return T(gamma) * (x <= T(0) ? T(alpha) * std::expm1(x) : x);
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Selu)

} // namespace halftone
