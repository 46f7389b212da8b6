// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/gemm_product.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/fused_activation.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class FusedGemm final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"FusedGemm", kMicrosoft, OpCategory::Layer, "A fully connected layer with the activation that follows it."};
    }
    Status infer(InferContext &context) const override { return inferGemm(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto activation, fusedActivation(context.node()));
        return computeGemm(context, activation);
    }

    QuantRule quantRule(const NodeView &node) const override { return gemmRule(node.node); }
    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return gemmCost(node.node, shapes); }
};

} // namespace

HALFTONE_OPERATOR(FusedGemm)

} // namespace halftone
