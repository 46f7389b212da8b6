// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Reciprocal final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Reciprocal", "", OpCategory::Arithmetic, "One divided by each element.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return 1 / x; });
    }
};

} // namespace

HALFTONE_OPERATOR(Reciprocal)

} // namespace halftone
