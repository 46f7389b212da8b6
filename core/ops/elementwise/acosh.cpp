// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Acosh final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Acosh", "", OpCategory::Arithmetic, "Inverse hyperbolic cosine of each element.", 9}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::acosh(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Acosh)

} // namespace halftone
