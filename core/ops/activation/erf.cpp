// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Erf final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Erf", "", OpCategory::Activation, "The Gauss error function of each element.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::erf(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Erf)

} // namespace halftone
