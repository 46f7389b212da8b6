// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"
#include "core/ops/reduce/cumulative.h"

namespace halftone {

namespace {

class CumProd final : public Operator
{
public:
    OpInfo info() const override { return {"CumProd", "", OpCategory::Arithmetic, "Running products along an axis.", 26}; }
    Status infer(InferContext &context) const override { return inferSameAs(context); }
    Status compute(KernelContext &context) const override
    {
        return computeCumulative(context, 1, [](auto a, auto b) { return a * b; });
    }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 1); }
};

} // namespace

HALFTONE_OPERATOR(CumProd)

} // namespace halftone
