// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Sigmoid final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Sigmoid", "", OpCategory::Activation, "Squashes each element to (0, 1): 1 / (1 + e^−x)."}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return logistic(x); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Sigmoid)

} // namespace halftone
