// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Softplus final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Softplus", "", OpCategory::Activation, "A smooth Relu: ln(1 + e^x)."}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return softplus(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Softplus)

} // namespace halftone
