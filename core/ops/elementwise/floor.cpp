// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Floor final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Floor", "", OpCategory::Arithmetic, "Rounds each element down to a whole number.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::floor(x); });
    }

protected:
    Dim onDim(const Dim &dim) const override { return dim; }
};

} // namespace

HALFTONE_OPERATOR(Floor)

} // namespace halftone
