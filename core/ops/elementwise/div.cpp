// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

#include <algorithm>

namespace halftone {

namespace {

class Div final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {
            "Div", "", OpCategory::Arithmetic, "Quotient of two tensors, element by element, with broadcasting; integers are truncated."};
    }

    Status compute(KernelContext &context) const override
    {
        bool zero = false;
        HALFTONE_CHECK(computeBinary(context, [&zero](auto a, auto b) {
            using T = decltype(a);
            if constexpr (std::is_integral_v<T>) {
                if (b == 0) {
                    zero = true;
                    return T(0);
                }
                // The smallest number divided by −1 wraps to itself.
                if (std::is_signed_v<T> && b == static_cast<T>(-1))
                    return static_cast<T>(0 - static_cast<std::make_unsigned_t<T>>(a));
                return static_cast<T>(a / b);
            } else {
                return a / b;
            }
        }));
        return zero ? Status(context.badArgument("an integer divided by 0", "divisors other than 0")) : Status();
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0, 1}); }

protected:
    /// Truncation and rounding down agree: sizes are not negative.
    Dim onDims(const Dim &a, const Dim &b) const override { return floorDiv(a, b); }
};

} // namespace

HALFTONE_OPERATOR(Div)

} // namespace halftone
