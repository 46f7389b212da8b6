// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

class Abs final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Abs", "", OpCategory::Arithmetic, "Absolute value of each element.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapNumber(context, [](auto x) {
            using T = decltype(x);
            if constexpr (std::is_floating_point_v<T>)
                return std::fabs(x);
            else
                return static_cast<T>(x < T(0) ? wrapped(T(0)) - wrapped(x) : wrapped(x));
        });
    }
};

} // namespace

HALFTONE_OPERATOR(Abs)

} // namespace halftone
