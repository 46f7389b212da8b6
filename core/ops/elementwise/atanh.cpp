// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Atanh final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Atanh", "", OpCategory::Arithmetic, "Inverse hyperbolic tangent of each element.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::atanh(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Atanh)

} // namespace halftone
