// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Ceil final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Ceil", "", OpCategory::Arithmetic, "Rounds each element up to a whole number.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::ceil(x); });
    }

protected:
    Dim onDim(const Dim &dim) const override { return dim; }
};

} // namespace

HALFTONE_OPERATOR(Ceil)

} // namespace halftone
