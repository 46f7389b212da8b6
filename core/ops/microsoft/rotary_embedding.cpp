// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/attention/rotary.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

/// Inputs: X, position_ids (of each step, or of the first), caches of cosines and sines.
class MicrosoftRotaryEmbedding final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"RotaryEmbedding", kMicrosoft, OpCategory::Attention,
            "Turns pairs of features by angles that grow with the token's position (RoPE), with the position before the caches."};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        if (context.node().intAttribute("is_packed_batching", 0) != 0)
            return context.unsupported("is_packed_batching");
        return computeRotaryEmbedding(context, {2, 3, 1, true});
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 3); }
};

} // namespace

HALFTONE_OPERATOR(MicrosoftRotaryEmbedding)

} // namespace halftone
