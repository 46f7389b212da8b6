// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Cos final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Cos", "", OpCategory::Arithmetic, "Cosine of each element, in radians.", 7}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::cos(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Cos)

} // namespace halftone
