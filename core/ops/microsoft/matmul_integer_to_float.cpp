// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/scaled_product.h"

namespace halftone {

namespace {

/// Inputs: A, B, scale of A, scales of B, zero point of A, zero points of B, bias.
class MatMulIntegerToFloat final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MatMulIntegerToFloat", kMicrosoft, OpCategory::Quantization,
            "A matrix product of 8-bit integers, scaled back to real numbers."};
    }

    Status infer(InferContext &context) const override
    {
        const DType scale = context.input(2).dtype();
        return inferMatMul(context, 0, 1, scale == DType::Undefined ? DType::Float : scale);
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &aShape = context.tensor(0).shape();
        HALFTONE_TRY(const auto a, centered(context, 0, 4, aShape.rank() - 2));
        HALFTONE_TRY(const auto aScale, elements<float>(context, 2));
        ScaledProduct product{aShape, {a.begin(), a.end()}, {aScale.begin(), aScale.end()}, 1, 3, 5, 6};
        return computeScaledProduct(context, product);
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return matMulCost(shapes, 0); }
};

} // namespace

HALFTONE_OPERATOR(MatMulIntegerToFloat)

} // namespace halftone
