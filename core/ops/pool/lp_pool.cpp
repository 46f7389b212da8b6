// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/lp_norm.h"
#include "core/ops/pool/pooling.h"

namespace halftone {

namespace {

class LpPool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LpPool", "", OpCategory::Pool, "The p-norm of the elements under each position of a sliding window."};
    }

    Status infer(InferContext &context) const override { return inferPool(context, 0, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const PoolGeometry geometry, poolGeometry(context.node(), context.tensor(0).shape()));
        return computeLpNorm(context, geometry);
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return poolCost(node, shapes); }
};

} // namespace

HALFTONE_OPERATOR(LpPool)

} // namespace halftone
