// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Sqrt final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Sqrt", "", OpCategory::Arithmetic, "Square root of each element.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::sqrt(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Sqrt)

} // namespace halftone
