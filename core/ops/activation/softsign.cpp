// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Softsign final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Softsign", "", OpCategory::Activation, "x / (1 + |x|), in (−1, 1)."}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) {
            using T = decltype(x);
            return x / (T(1) + std::abs(x));
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(Softsign)

} // namespace halftone
