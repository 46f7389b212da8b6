// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Mish final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Mish", "", OpCategory::Activation, "x times the hyperbolic tangent of softplus(x).", 18}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return x * std::tanh(softplus(x)); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Mish)

} // namespace halftone
