// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Asin final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Asin", "", OpCategory::Arithmetic, "Inverse sine of each element, in radians.", 7}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::asin(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Asin)

} // namespace halftone
