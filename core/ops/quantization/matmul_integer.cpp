// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

class MatMulInteger final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MatMulInteger", "", OpCategory::Quantization,
            "A matrix product of 8-bit integers that leaves the 32-bit sums as they are.", 10};
    }

    Status infer(InferContext &context) const override { return inferMatMul(context, 0, 1, DType::Int32); }

    Status compute(KernelContext &context) const override
    {
        const Shape &aShape = context.tensor(0).shape();
        const Shape &bShape = context.tensor(1).shape();
        HALFTONE_TRY(const MatMulGeometry geometry, matMulGeometry(context.node(), aShape, bShape));
        // Zero points of A belong to its rows, those of B to its columns.
        HALFTONE_TRY(const auto a, centered(context, 0, 2, aShape.rank() - 2));
        HALFTONE_TRY(const auto b, centered(context, 1, 3, bShape.rank() - 1));
        HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, DType::Int32, geometry.output));
        multiplyBatches(geometry, a.data(), b.data(), reinterpret_cast<std::uint32_t *>(y.data()));
        return y.finish();
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return matMulCost(shapes, 0); }
};

} // namespace

HALFTONE_OPERATOR(MatMulInteger)

} // namespace halftone
