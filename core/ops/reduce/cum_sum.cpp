// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"
#include "core/ops/reduce/cumulative.h"

namespace halftone {

namespace {

class CumSum final : public Operator
{
public:
    OpInfo info() const override { return {"CumSum", "", OpCategory::Arithmetic, "Running sums along an axis.", 11}; }
    Status infer(InferContext &context) const override { return inferSameAs(context); }
    Status compute(KernelContext &context) const override
    {
        return computeCumulative(context, 0, [](auto a, auto b) { return a + b; });
    }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 1); }
    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(CumSum)

} // namespace halftone
