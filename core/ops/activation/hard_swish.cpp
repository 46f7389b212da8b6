// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

#include <algorithm>

namespace halftone {

namespace {

class HardSwish final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"HardSwish", "", OpCategory::Activation, "x times a straight-line sigmoid of it: x · clip(x / 6 + 0.5, 0, 1).", 14};
    }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) {
            using T = decltype(x);
            return x * std::max(T(0), std::min(T(1), x / T(6) + T(0.5)));
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(HardSwish)

} // namespace halftone
