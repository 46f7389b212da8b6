// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class Mod final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {
            "Mod", "", OpCategory::Arithmetic, "Remainder of a division; its sign is the divisor's, or with fmod = 1 the dividend's.", 10};
    }

    Status compute(KernelContext &context) const override
    {
        const bool truncates = context.node().intAttribute("fmod", 0) != 0;
        bool zero = false;
        HALFTONE_CHECK(computeBinary(context, [&zero, truncates](auto a, auto b) {
            using T = decltype(a);
            if constexpr (std::is_integral_v<T>) {
                if (b == 0) {
                    zero = true;
                    return T(0);
                }
                if (std::is_signed_v<T> && b == static_cast<T>(-1))
                    return T(0);
                const T rest = static_cast<T>(a % b);
                return !truncates && rest != 0 && (rest < 0) != (b < 0) ? static_cast<T>(rest + b) : rest;
            } else {
                const T rest = std::fmod(a, b);
                return !truncates && rest != T(0) && (rest < T(0)) != (b < T(0)) ? rest + b : rest;
            }
        }));
        return zero ? Status(context.badArgument("an integer divided by 0", "divisors other than 0")) : Status();
    }

protected:
    Dim onDims(const Dim &a, const Dim &b) const override { return a - floorDiv(a, b) * b; }
};

} // namespace

HALFTONE_OPERATOR(Mod)

} // namespace halftone
