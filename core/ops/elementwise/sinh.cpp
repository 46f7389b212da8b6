// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Sinh final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Sinh", "", OpCategory::Arithmetic, "Hyperbolic sine of each element.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::sinh(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Sinh)

} // namespace halftone
