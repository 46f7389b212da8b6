// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

#include <algorithm>

namespace halftone {

namespace {

class Celu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {
            "Celu", "", OpCategory::Activation, "A continuously differentiable Elu: max(0, x) + min(0, alpha · (e^(x / alpha) − 1)).", 12};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1.0F);
        return mapReal(context, [alpha](auto x) {
            using T = decltype(x);
            return std::max(x, T(0)) + std::min(T(0), T(alpha) * std::expm1(x / T(alpha)));
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Celu)

} // namespace halftone
