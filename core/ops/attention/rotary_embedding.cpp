// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/attention/rotary.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class RotaryEmbedding final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"RotaryEmbedding", "", OpCategory::Attention,
            "Turns pairs of features by angles that grow with the token's position (RoPE).", 23};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override { return computeRotaryEmbedding(context, {}); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 3); }
};

} // namespace

HALFTONE_OPERATOR(RotaryEmbedding)

} // namespace halftone
