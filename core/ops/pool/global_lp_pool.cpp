// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"
#include "core/ops/pool/lp_norm.h"
#include "core/ops/pool/pooling.h"

namespace halftone {

namespace {

class GlobalLpPool final : public Operator
{
public:
    OpInfo info() const override { return {"GlobalLpPool", "", OpCategory::Pool, "The p-norm of each channel's whole image."}; }
    Status infer(InferContext &context) const override { return inferGlobalPool(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const PoolGeometry geometry, globalPoolGeometry(context.node(), context.tensor(0).shape()));
        return computeLpNorm(context, geometry);
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return globalPoolCost(shapes); }
};

} // namespace

HALFTONE_OPERATOR(GlobalLpPool)

} // namespace halftone
