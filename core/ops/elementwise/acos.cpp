// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Acos final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Acos", "", OpCategory::Arithmetic, "Inverse cosine of each element, in radians.", 7}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::acos(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Acos)

} // namespace halftone
