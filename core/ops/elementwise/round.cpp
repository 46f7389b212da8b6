// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Round final : public UnaryOperator
{
public:
    OpInfo info() const override
    {
        return {"Round", "", OpCategory::Arithmetic, "Rounds each element to the nearest whole number, halves to the even one.", 11};
    }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::nearbyint(x); });
    }

protected:
    Dim onDim(const Dim &dim) const override { return dim; }
};

} // namespace

HALFTONE_OPERATOR(Round)

} // namespace halftone
