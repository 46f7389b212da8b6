// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Atan final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Atan", "", OpCategory::Arithmetic, "Inverse tangent of each element, in radians.", 7}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::atan(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Atan)

} // namespace halftone
