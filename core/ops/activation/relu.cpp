// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

class Relu final : public UnaryElementwise
{
public:
    OpInfo info() const override { return {"Relu", "", OpCategory::Activation, "Zeroes negative elements: max(x, 0)."}; }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        return withNumber(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
            for (std::int64_t i = 0; i < x.size(); ++i)
                y[i] = x[i] < zero ? zero : x[i];
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override
    {
        QuantRule rule = computeRule({0});
        rule.kind = QuantRule::Kind::Absorbable;
        return rule;
    }
};

} // namespace

HALFTONE_OPERATOR(Relu)

} // namespace halftone
