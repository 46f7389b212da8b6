// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/biased_activation.h"
#include "core/ops/microsoft/domain.h"

namespace halftone {

namespace {

class MicrosoftGelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Gelu", kMicrosoft, OpCategory::Activation, "x weighted by the normal distribution function of x."};
    }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return geluExact(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(MicrosoftGelu)

} // namespace halftone
