// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Tanh final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Tanh", "", OpCategory::Activation, "Hyperbolic tangent of each element, in (−1, 1)."}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::tanh(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Tanh)

} // namespace halftone
