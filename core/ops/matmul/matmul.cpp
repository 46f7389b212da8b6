// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class MatMul final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MatMul", "", OpCategory::Layer, "Matrix product of the last two axes; leading axes are batches and broadcast."};
    }

    Status infer(InferContext &context) const override { return inferMatMul(context, 0, 1, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        const DType dtype = context.tensor(0).dtype();
        HALFTONE_TRY(const MatMulGeometry geometry, matMulGeometry(context.node(), context.tensor(0).shape(), context.tensor(1).shape()));
        if (isInteger(dtype))
            return computeIntegers(context, geometry);
        return withReal(context, dtype, [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto a, elements<T>(context, 0));
            HALFTONE_TRY(const auto b, elements<T>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, dtype, geometry.output));
            multiplyBatches(geometry, a.data(), b.data(), y.data());
            return y.finish();
        });
    }

    /// Per-channel scales belong to the columns of B, its last axis; a vector B has only one, and kernels take one for several
    /// matrices: the axis is one that B does not have.
    QuantRule quantRule(const NodeView &node) const override
    {
        if (!hasConstantWeight(node))
            return computeRule({0, 1});
        const ConstantTensor *weight = node.graph->constant(node.node.inputs[1]);
        const int rank = weight->shape().rank();
        return layerRule(1, rank > 2 ? rank : rank - 1, -1);
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return matMulCost(shapes, 0); }

private:
    static bool hasConstantWeight(const NodeView &node)
    {
        if (!node.graph || node.node.inputs.size() < 2 || node.node.inputs[1] == kNone)
            return false;
        const ConstantTensor *weight = node.graph->constant(node.node.inputs[1]);
        return weight && weight->shape().rank() >= 1;
    }

    static Status computeIntegers(KernelContext &context, const MatMulGeometry &geometry)
    {
        HALFTONE_TRY(const auto a, elements<std::int64_t>(context, 0));
        HALFTONE_TRY(const auto b, elements<std::int64_t>(context, 1));
        HALFTONE_TRY(auto y, Output<std::int64_t>::make(context, 0, context.tensor(0).dtype(), geometry.output));
        // Unsigned arithmetic wraps as the 32- and 64-bit results do.
        multiplyBatches(geometry, reinterpret_cast<const std::uint64_t *>(a.data()), reinterpret_cast<const std::uint64_t *>(b.data()),
            reinterpret_cast<std::uint64_t *>(y.data()));
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(MatMul)

} // namespace halftone
