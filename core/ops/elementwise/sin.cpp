// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Sin final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Sin", "", OpCategory::Arithmetic, "Sine of each element, in radians.", 7}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::sin(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Sin)

} // namespace halftone
