// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Elu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Elu", "", OpCategory::Activation, "Keeps positive elements; negative ones become alpha · (e^x − 1)."};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1.0F);
        return mapReal(context, [alpha](auto x) {
            using T = decltype(x);
            return x < T(0) ? T(alpha) * std::expm1(x) : x;
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Elu)

} // namespace halftone
