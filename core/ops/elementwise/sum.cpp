// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

class Sum final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {"Sum", "", OpCategory::Arithmetic, "Sum of all inputs, element by element, with broadcasting."};
    }

    Status compute(KernelContext &context) const override
    {
        return computeVariadic(context, [](auto a, auto b) { return wrapped(a) + wrapped(b); });
    }

    QuantRule quantRule(const NodeView &view) const override
    {
        if (view.node.inputs.size() != 2)
            return Operator::quantRule(view);
        return computeRule({0, 1});
    }
};

} // namespace

HALFTONE_OPERATOR(Sum)

} // namespace halftone
