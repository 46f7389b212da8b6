// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/gemm_product.h"
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

/// Inputs: A, its scale and zero point; B, its scales and zero points (one, or one a column); C (int32); scale and zero
/// point of Y. Without the latter the output is float.
class QGemm final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QGemm", kMicrosoft, OpCategory::Quantization, "A fully connected layer in 8-bit integers with 32-bit sums and bias."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &a = context.input(0).shape();
        const auto &b = context.input(3).shape();
        const std::size_t transA = context.node().intAttribute("transA", 0) != 0 ? 1 : 0;
        const std::size_t transB = context.node().intAttribute("transB", 0) != 0 ? 1 : 0;
        const bool quantizes = context.hasInput(7);
        context.setOutput(0, quantizes ? (context.hasInput(8) ? context.input(8).dtype() : context.input(0).dtype()) : DType::Float,
            std::vector<Dim>{a && a->size() == 2 ? (*a)[transA] : Dim::unknown(), b && b->size() == 2 ? (*b)[1 - transB] : Dim::unknown()});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const GemmShape sizes, gemmShape(context, 0, 3));
        const auto [transA, transB, m, k, n] = sizes;
        HALFTONE_TRY(const auto a, centered(context, 0, 2, -1));
        HALFTONE_TRY(const auto b, centered(context, 3, 5, transB ? 0 : 1));
        HALFTONE_TRY(const float aScale, scalarInput<float>(context, 1, 1.0F));
        HALFTONE_TRY(const auto bScale, elements<float>(context, 4));
        HALFTONE_TRY(const auto bias, optionalElements<std::int32_t>(context, 6));
        const Shape &cShape = context.tensor(6).shape();
        if ((bScale.size() != 1 && bScale.size() != n) || cShape.rank() > 2
            || (bias.size() > 1 && bias.size() != n && bias.size() != m * n && bias.size() != m))
            return context.badArgument(std::to_string(bScale.size()) + " scales, bias " + cShape.toString(), "one, or one a column");
        const bool biasByRow = cShape.rank() == 2 && cShape[0] == m && m > 1;
        const bool biasByColumn = bias.size() > 1 && cShape[cShape.rank() - 1] == n;
        const auto count = Shape{m, n}.checkedCount();
        if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(float)))
            return Error(errc::kShapeOverflow, {Shape{m, n}.toString()});
        const float alpha = context.node().floatAttribute("alpha", 1.0F);
        std::vector<float> values(static_cast<std::size_t>(*count));
        for (std::int64_t i = 0; i < m; ++i) {
            for (std::int64_t j = 0; j < n; ++j) {
                std::uint32_t sum = 0;
                for (std::int64_t p = 0; p < k; ++p)
                    sum += a[static_cast<std::size_t>(transA ? p * m + i : i * k + p)]
                        * b[static_cast<std::size_t>(transB ? j * k + p : p * n + j)];
                if (!bias.empty())
                    sum += static_cast<std::uint32_t>(bias[(biasByRow ? i * (biasByColumn ? n : 1) : 0) + (biasByColumn ? j : 0)]);
                const float scale = alpha * aScale * bScale[bScale.size() == 1 ? 0 : j];
                values[static_cast<std::size_t>(i * n + j)] = static_cast<float>(static_cast<std::int32_t>(sum)) * scale;
            }
        }
        if (context.hasInput(7))
            return quantizeOutput(context, context.tensor(context.hasInput(8) ? 8 : 0).dtype(), Shape{m, n}, values, 7, 8);
        context.setOutput(0, Tensor::of<float>(Shape{m, n}, values));
        return {};
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return gemmCost(node.node, shapes); }
};

} // namespace

HALFTONE_OPERATOR(QGemm)

} // namespace halftone
