// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/gemm_product.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class Gemm final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Gemm", "", OpCategory::Layer, "A fully connected layer: alpha · A · B + beta · C, where A and B may be transposed first."};
    }

    Status infer(InferContext &context) const override { return inferGemm(context); }
    Status compute(KernelContext &context) const override { return computeGemm(context, nullptr); }

    QuantRule quantRule(const NodeView &node) const override { return gemmRule(node.node); }
    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return gemmCost(node.node, shapes); }
};

} // namespace

HALFTONE_OPERATOR(Gemm)

} // namespace halftone
