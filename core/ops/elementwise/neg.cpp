// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

class Neg final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Neg", "", OpCategory::Arithmetic, "Each element with its sign reversed.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapNumber(context, [](auto x) {
            using T = decltype(x);
            if constexpr (std::is_floating_point_v<T>)
                return -x;
            else
                return static_cast<T>(wrapped(T(0)) - wrapped(x));
        });
    }

protected:
    Dim onDim(const Dim &dim) const override { return Dim(0) - dim; }
};

} // namespace

HALFTONE_OPERATOR(Neg)

} // namespace halftone
