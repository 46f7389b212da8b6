// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

class Add final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {"Add", "", OpCategory::Arithmetic, "Sum of two tensors, element by element, with broadcasting."};
    }

    Status compute(KernelContext &context) const override
    {
        return computeBinary(context, [](auto a, auto b) { return wrapped(a) + wrapped(b); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0, 1}); }

protected:
    Dim onDims(const Dim &a, const Dim &b) const override { return a + b; }
};

} // namespace

HALFTONE_OPERATOR(Add)

} // namespace halftone
