// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

/// Inputs: a, its scale and zero point, b, its scale and zero point, scale and zero point of y.
class QLinearMatMul final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QLinearMatMul", "", OpCategory::Quantization,
            "A matrix product in 8-bit integers: sums are 32-bit, then rounded to the output's scale and zero point.", 10};
    }

    Status infer(InferContext &context) const override
    {
        const DType type = context.input(7).dtype();
        return inferMatMul(context, 0, 3, type == DType::Undefined ? context.input(0).dtype() : type);
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &aShape = context.tensor(0).shape();
        const Shape &bShape = context.tensor(3).shape();
        HALFTONE_TRY(const MatMulGeometry geometry, matMulGeometry(context.node(), aShape, bShape));
        HALFTONE_TRY(const auto a, centered(context, 0, 2, aShape.rank() - 2));
        HALFTONE_TRY(const auto b, centered(context, 3, 5, bShape.rank() - 1));
        HALFTONE_TRY(const auto aScale, elements<float>(context, 1));
        HALFTONE_TRY(const auto bScale, elements<float>(context, 4));
        HALFTONE_TRY(const float yScale, scalarInput<float>(context, 6, 1.0F));
        HALFTONE_TRY(const std::int32_t zeroPoint, scalarInput<std::int32_t>(context, 7, 0));
        if ((aScale.size() != 1 && aScale.size() != geometry.m) || (bScale.size() != 1 && bScale.size() != geometry.n))
            return context.badArgument(std::to_string(aScale.size()) + " and " + std::to_string(bScale.size()) + " scales",
                "one, one a row of A, one a column of B");
        const DType type = context.tensor(context.hasInput(7) ? 7 : 0).dtype();
        if (!isInteger(type) || dtypeBits(type) > 16)
            return context.unsupported(std::string(dtypeName(type)));
        HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, type, geometry.output));
        multiplyBatches(geometry, a.data(), b.data(), reinterpret_cast<std::uint32_t *>(y.data()));
        const IntegerRange range = integerRange(type);
        for (std::int64_t i = 0; i < y.size(); ++i) {
            const float left = aScale[aScale.size() == 1 ? 0 : i / geometry.n % geometry.m];
            const float right = bScale[bScale.size() == 1 ? 0 : i % geometry.n];
            y[i] = quantizeValue(static_cast<float>(y[i]) * (left * right / yScale), 1.0F, zeroPoint, range);
        }
        return y.finish();
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return matMulCost(shapes, 0); }
};

} // namespace

HALFTONE_OPERATOR(QLinearMatMul)

} // namespace halftone
