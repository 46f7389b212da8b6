// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/biased_activation.h"
#include "core/ops/microsoft/domain.h"

namespace halftone {

namespace {

class QuickGelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"QuickGelu", kMicrosoft, OpCategory::Activation, "x times the sigmoid of alpha · x, a cheap stand-in for Gelu."};
    }

    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1.702F);
        return mapReal(context, [alpha](auto x) { return x * logistic(decltype(x)(alpha) * x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(QuickGelu)

} // namespace halftone
