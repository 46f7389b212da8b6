// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Gelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Gelu", "", OpCategory::Activation,
            "x weighted by the normal distribution function of x, exactly or with the tanh formula.", 20};
    }

    Status compute(KernelContext &context) const override
    {
        const std::string approximate = context.node().stringAttribute("approximate", "none");
        if (approximate == "tanh")
            return mapReal(context, [](auto x) { return geluTanh(x); });
        if (approximate != "none")
            return context.badArgument("approximate " + approximate, "none or tanh");
        return mapReal(context, [](auto x) { return geluExact(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Gelu)

} // namespace halftone
