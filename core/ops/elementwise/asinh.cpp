// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Asinh final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Asinh", "", OpCategory::Arithmetic, "Inverse hyperbolic sine of each element.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::asinh(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Asinh)

} // namespace halftone
