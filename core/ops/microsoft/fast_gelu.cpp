// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/biased_activation.h"
#include "core/ops/microsoft/domain.h"

namespace halftone {

namespace {

class FastGelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"FastGelu", kMicrosoft, OpCategory::Activation, "Gelu by its tanh formula, after adding an optional bias."};
    }

    Status compute(KernelContext &context) const override
    {
        return mapBiased(context, [](auto x) { return geluTanh(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(FastGelu)

} // namespace halftone
