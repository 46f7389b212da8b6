// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/projected_attention.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

/// Inputs: input, weight, bias, scale of the input, scales of the weight, mask_index, zero points of both, past.
class QAttention final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QAttention", kMicrosoft, OpCategory::Attention,
            "Attention whose projection to queries, keys and values runs in 8-bit integers."};
    }

    Status infer(InferContext &context) const override { return inferProjectedAttention(context, 1, DType::Float); }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        const Shape &w = context.tensor(1).shape();
        if (shape.rank() != 3 || w.rank() != 2 || w[0] != shape[2])
            return context.badArgument("input " + shape.toString() + ", weight " + w.toString(), "[batch, steps, in] and [in, width]");
        HALFTONE_TRY(const std::vector<std::int64_t> sizes, projectedSizes(context.node(), w[1]));
        HALFTONE_TRY(const auto x, centered(context, 0, 6, -1));
        HALFTONE_TRY(const auto weight, centered(context, 1, 7, 1));
        HALFTONE_TRY(const auto bias, elements<float>(context, 2));
        HALFTONE_TRY(const float xScale, scalarInput<float>(context, 3, 1.0F));
        HALFTONE_TRY(const auto wScale, elements<float>(context, 4));
        if (bias.size() != w[1] || (wScale.size() != 1 && wScale.size() != w[1]))
            return context.badArgument(
                std::to_string(bias.size()) + " biases, " + std::to_string(wScale.size()) + " scales", "one, or one a column");
        const std::int64_t rows = shape[0] * shape[1];
        HALFTONE_TRY(Tensor sums, Tensor::allocate(DType::Int32, Shape{rows, w[1]}));
        multiply(rows, shape[2], w[1], x.data(), weight.data(), reinterpret_cast<std::uint32_t *>(sums.mutableRaw()));
        const auto sum = sums.as<std::int32_t>();
        std::vector<double> qkv;
        qkv.reserve(sum.size());
        for (std::int64_t i = 0; i < sums.count(); ++i) {
            const float scale = xScale * wScale[wScale.size() == 1 ? 0 : i % w[1]];
            qkv.push_back(static_cast<double>(static_cast<float>(sum[static_cast<std::size_t>(i)]) * scale + bias[i % w[1]]));
        }
        return attendProjected(context, shape[0], shape[1], sizes, qkv, {5, 8, -1}, DType::Float);
    }
};

} // namespace

HALFTONE_OPERATOR(QAttention)

} // namespace halftone
