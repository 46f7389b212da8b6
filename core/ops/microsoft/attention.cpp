// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/projected_attention.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

/// Inputs: input [batch, steps, in], weights [in, q | k | v], bias, mask_index, past, attention_bias.
class MicrosoftAttention final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Attention", kMicrosoft, OpCategory::Attention,
            "Projects its input to queries, keys and values and attends, in one node (BERT, GPT-2)."};
    }

    Status infer(InferContext &context) const override { return inferProjectedAttention(context, 1, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        const Shape &w = context.tensor(1).shape();
        if (shape.rank() != 3 || w.rank() != 2 || w[0] != shape[2])
            return context.badArgument("input " + shape.toString() + ", weights " + w.toString(), "[batch, steps, in] and [in, width]");
        HALFTONE_TRY(const std::vector<std::int64_t> sizes, projectedSizes(context.node(), w[1]));
        HALFTONE_TRY(const auto x, elements<double>(context, 0));
        HALFTONE_TRY(const auto weights, elements<double>(context, 1));
        HALFTONE_TRY(const auto bias, optionalElements<double>(context, 2));
        if (!bias.empty() && bias.size() != w[1])
            return context.badArgument("bias of " + std::to_string(bias.size()), std::to_string(w[1]));
        HALFTONE_TRY(Tensor product, Tensor::allocate(DType::Double, Shape{shape[0] * shape[1], w[1]}));
        std::vector<double> qkv(static_cast<std::size_t>(product.count()));
        for (std::size_t i = 0; i < qkv.size() && !bias.empty(); ++i)
            qkv[i] = bias[static_cast<std::int64_t>(i) % w[1]];
        multiply(shape[0] * shape[1], shape[2], w[1], x.data(), weights.data(), qkv.data());
        return attendProjected(context, shape[0], shape[1], sizes, qkv, {3, 4, 5}, context.tensor(0).dtype());
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 1, 2); }

    Cost cost(const NodeView &, const CostShapes &shapes) const override
    {
        const Shape *x = shapeAt(shapes.inputs, 0);
        const Shape *w = shapeAt(shapes.inputs, 1);
        if (!x || !w || x->rank() != 3 || w->rank() != 2)
            return {};
        return {x->count() * (*w)[1] + x->count() * (*x)[1] * 2, 0};
    }
};

} // namespace

HALFTONE_OPERATOR(MicrosoftAttention)

} // namespace halftone
