// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

class Clip final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Clip", "", OpCategory::Activation, "Limits each element to [min, max]; Relu6 is a Clip to [0, 6]."};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        return withNumber(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            using Limits = std::numeric_limits<T>;
            // Bounds that are absent are these by the specification: infinities become finite.
            T low = Limits::lowest();
            T high = Limits::max();
            if (context.opset() < 11) {
                if (std::is_integral_v<T>)
                    return context.unsupported(std::string(dtypeName(input.dtype())));
                low = static_cast<T>(context.node().floatAttribute("min", std::numeric_limits<float>::lowest()));
                high = static_cast<T>(context.node().floatAttribute("max", std::numeric_limits<float>::max()));
            } else {
                HALFTONE_TRY(low, scalarInput<T>(context, 1, low));
                HALFTONE_TRY(high, scalarInput<T>(context, 2, high));
            }
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
            // With min above max every element becomes max; NaN stays NaN.
            for (std::int64_t i = 0; i < x.size(); ++i)
                y[i] = x[i] != x[i] ? x[i] : std::min(std::max(x[i], low), high);
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

HALFTONE_OPERATOR(Clip)

} // namespace halftone
