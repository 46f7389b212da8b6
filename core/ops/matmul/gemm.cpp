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

    QuantRule quantRule(const NodeView &node) const override { return layerRule(1, node.node.intAttribute("transB", 0) != 0 ? 0 : 1, 2); }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override
    {
        const Shape *a = shapeAt(shapes.inputs, 0);
        const Shape *y = shapeAt(shapes.outputs, 0);
        if (!a || !y || a->rank() != 2)
            return {};
        return {y->count() * (*a)[node.node.intAttribute("transA", 0) != 0 ? 0 : 1], 0};
    }
};

} // namespace

HALFTONE_OPERATOR(Gemm)

} // namespace halftone
