// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Cosh final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Cosh", "", OpCategory::Arithmetic, "Hyperbolic cosine of each element.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::cosh(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Cosh)

} // namespace halftone
