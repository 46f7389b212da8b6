// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Sign final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Sign", "", OpCategory::Arithmetic, "Sign of each element: −1, 0 or 1.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapNumber(context, [](auto x) {
            using T = decltype(x);
            // NaN stays NaN.
            return x != x ? x : static_cast<T>((x > T(0)) - (x < T(0)));
        });
    }
};

} // namespace

HALFTONE_OPERATOR(Sign)

} // namespace halftone
