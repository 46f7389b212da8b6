// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/biased_activation.h"
#include "core/ops/microsoft/domain.h"

namespace halftone {

namespace {

class BiasGelu final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"BiasGelu", kMicrosoft, OpCategory::Activation, "Gelu after adding a bias."}; }

    Status compute(KernelContext &context) const override
    {
        return mapBiased(context, [](auto x) { return geluExact(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(BiasGelu)

} // namespace halftone
