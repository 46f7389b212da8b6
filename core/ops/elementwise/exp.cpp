// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Exp final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Exp", "", OpCategory::Arithmetic, "e raised to each element.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::exp(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Exp)

} // namespace halftone
