// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Tan final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Tan", "", OpCategory::Arithmetic, "Tangent of each element, in radians.", 7}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::tan(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Tan)

} // namespace halftone
