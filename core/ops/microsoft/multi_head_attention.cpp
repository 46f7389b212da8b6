// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/attention/attend.h"
#include "core/ops/microsoft/attention_bias.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

/// Inputs: query, key, value [batch, steps, hidden], a bias for the three in one vector, key_padding_mask ([batch] or
/// [batch, keys]), attention_bias [batch or 1, heads or 1, queries, keys]. A past and operands packed into one are refused.
class MultiHeadAttention final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MultiHeadAttention", kMicrosoft, OpCategory::Attention,
            "Mixes values by how well their keys match each query, for many heads, from queries, keys and values projected before."};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.input(0).shape();
        const auto &value = context.input(2).shape();
        if (!shape || shape->size() != 3 || !value || value->size() != 3)
            shape.reset();
        else
            shape->back() = value->back();
        context.setOutput(0, context.input(0).dtype(), std::move(shape));
        for (int i = 1; i < context.outputCount(); ++i)
            context.setOutput(i, context.input(0).dtype(), std::nullopt);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Node &node = context.node();
        if (!context.hasInput(1) || !context.hasInput(2) || context.hasInput(6) || context.hasInput(7) || context.wantsOutput(1)
            || context.wantsOutput(2))
            return context.unsupported("packed operands, past or present");
        const Shape &q = context.tensor(0).shape();
        const Shape &k = context.tensor(1).shape();
        const Shape &v = context.tensor(2).shape();
        const std::int64_t heads = node.intAttribute("num_heads", 0);
        if (q.rank() != 3 || k.rank() != 3 || v.rank() != 3 || heads < 1 || q[0] != k[0] || q[0] != v[0] || k[1] != v[1] || q[2] != k[2]
            || q[2] % heads != 0 || v[2] % heads != 0 || q[2] == 0)
            return context.badArgument("query " + q.toString() + ", key " + k.toString() + ", value " + v.toString(),
                "three matrices a sample whose widths the heads divide");
        const AttentionGeometry g{q[0], heads, heads, q[1], k[1], q[2] / heads, v[2] / heads};
        HALFTONE_TRY(const std::vector<double> queries, projected(context, 0, 0, heads));
        HALFTONE_TRY(const std::vector<double> keys, projected(context, 1, q[2], heads));
        HALFTONE_TRY(const std::vector<double> values, projected(context, 2, q[2] + k[2], heads));
        std::vector<std::int64_t> mask;
        if (context.hasInput(4)) {
            HALFTONE_TRY(mask, context.ints(4));
            const Shape &shape = context.tensor(4).shape();
            if (shape != Shape{g.batch} && shape != Shape{g.batch, g.keys})
                return context.badArgument("key_padding_mask " + shape.toString(), "[batch] or [batch, keys]");
        }
        const bool masksKeys = context.hasInput(4) && context.tensor(4).shape().rank() == 2;
        HALFTONE_TRY(const AttentionBias bias, AttentionBias::make(context, 5, g));
        const bool causal = node.intAttribute("unidirectional", 0) != 0;
        const auto hidden = static_cast<double>(node.floatAttribute("mask_filter_value", -10000.0F));
        AttentionScores scores;
        scores.scale = attentionScale(node, g.headSize);
        scores.addBias = [&](std::int64_t batch, std::int64_t head, std::int64_t query, double *row) {
            for (std::int64_t j = 0; j < g.keys; ++j) {
                const bool counts = mask.empty()
                    || (masksKeys ? mask[static_cast<std::size_t>(batch * g.keys + j)] != 0 : j < mask[static_cast<std::size_t>(batch)]);
                row[j] += !counts || (causal && j > query) ? hidden : 0.0;
            }
            bias.addTo(batch, head, query, row);
        };
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, context.tensor(0).dtype(), Shape{g.batch, g.queries, v[2]}));
        attend(g, scores, queries.data(), keys.data(), values.data(), y.data());
        const std::vector<double> merged = mergeHeads(y.data(), g.batch, g.queries, heads, g.valueSize);
        std::copy(merged.begin(), merged.end(), y.data());
        return y.finish();
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override
    {
        const Shape *q = shapeAt(shapes.inputs, 0);
        const Shape *k = shapeAt(shapes.inputs, 1);
        const Shape *y = shapeAt(shapes.outputs, 0);
        if (!q || !k || !y || k->rank() != 3)
            return {};
        return {(q->count() + y->count()) * (*k)[1], 0};
    }

private:
    /// Input `index` plus its part of the bias, as [batch, heads, steps, size].
    static Result<std::vector<double>> projected(const KernelContext &context, int index, std::int64_t first, std::int64_t heads)
    {
        const Shape &shape = context.tensor(index).shape();
        HALFTONE_TRY(const auto given, elements<double>(context, index));
        HALFTONE_TRY(const auto bias, optionalElements<double>(context, 3));
        if (!bias.empty() && bias.size() < first + shape[2])
            return context.badArgument("bias of " + std::to_string(bias.size()), "one element a column of query, key and value");
        std::vector<double> sums(given.begin(), given.end());
        for (std::size_t i = 0; i < sums.size() && !bias.empty(); ++i)
            sums[i] += bias[first + static_cast<std::int64_t>(i) % shape[2]];
        return splitHeads(sums.data(), shape[0], shape[1], heads, shape[2] / heads);
    }
};

} // namespace

HALFTONE_OPERATOR(MultiHeadAttention)

} // namespace halftone
