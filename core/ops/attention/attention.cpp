// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/attention/attend.h"
#include "core/ops/nn/broadcast_index.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

constexpr double kHidden = -std::numeric_limits<double>::infinity();

/// Sizes of the node's inputs: Q, K, V, attn_mask, past_key, past_value, nonpad_kv_seqlen.
struct AttentionPlan
{
    AttentionGeometry geometry;
    std::int64_t newKeys = 0;
    std::int64_t pastKeys = 0;
    bool merged = false;
};

Result<AttentionPlan> makePlan(const KernelContext &context)
{
    const Shape &q = context.tensor(0).shape();
    const Shape &k = context.tensor(1).shape();
    const Shape &v = context.tensor(2).shape();
    const auto mismatch = [&] {
        return context.badArgument(
            "Q " + q.toString() + ", K " + k.toString() + ", V " + v.toString(), "matching batches, heads and sizes");
    };
    if ((q.rank() != 3 && q.rank() != 4) || k.rank() != q.rank() || v.rank() != q.rank())
        return mismatch();
    AttentionPlan plan;
    AttentionGeometry &g = plan.geometry;
    plan.merged = q.rank() == 3;
    g.batch = q[0];
    if (plan.merged) {
        g.heads = context.node().intAttribute("q_num_heads", 0);
        g.kvHeads = context.node().intAttribute("kv_num_heads", 0);
        if (g.heads < 1 || g.kvHeads < 1 || q[2] % g.heads != 0 || k[2] % g.kvHeads != 0 || v[2] % g.kvHeads != 0)
            return context.badArgument(
                "q_num_heads " + std::to_string(g.heads) + ", kv_num_heads " + std::to_string(g.kvHeads), "divisors of the hidden sizes");
        g.queries = q[1];
        plan.newKeys = k[1];
        g.headSize = q[2] / g.heads;
        g.valueSize = v[2] / g.kvHeads;
        if (k[2] / g.kvHeads != g.headSize || v[1] != k[1])
            return mismatch();
    } else {
        g.heads = q[1];
        g.kvHeads = k[1];
        g.queries = q[2];
        plan.newKeys = k[2];
        g.headSize = q[3];
        g.valueSize = v[3];
        if (v[1] != k[1] || v[2] != k[2] || k[3] != q[3])
            return mismatch();
    }
    if (k[0] != q[0] || v[0] != q[0] || g.kvHeads < 1 || g.heads % g.kvHeads != 0)
        return mismatch();
    if (context.hasInput(4) != context.hasInput(5))
        return context.badArgument("only one of past_key and past_value", "both or none");
    if (context.hasInput(4)) {
        const Shape &pastKey = context.tensor(4).shape();
        plan.pastKeys = pastKey.rank() == 4 ? pastKey[2] : 0;
        if (pastKey != Shape{g.batch, g.kvHeads, plan.pastKeys, g.headSize}
            || context.tensor(5).shape() != Shape{g.batch, g.kvHeads, plan.pastKeys, g.valueSize})
            return context.badArgument("past_key " + pastKey.toString(), "[batch, kv heads, past, head size]");
    }
    g.keys = plan.pastKeys + plan.newKeys;
    const auto scores = Shape{g.batch, g.heads, g.queries, g.keys}.checkedCount();
    if (!scores)
        return Error(errc::kShapeOverflow, {q.toString()});
    return plan;
}

/// Input `index` as [batch, heads, steps, size], after the past of input `past`.
Result<std::vector<double>> readHeads(
    const KernelContext &context, int index, int past, const AttentionPlan &plan, std::int64_t heads, std::int64_t steps, std::int64_t size)
{
    HALFTONE_TRY(const auto values, elements<double>(context, index));
    std::vector<double> now = plan.merged ? splitHeads(values.data(), plan.geometry.batch, steps, heads, size)
                                          : std::vector<double>(values.begin(), values.end());
    if (!context.hasInput(past))
        return now;
    HALFTONE_TRY(const auto before, elements<double>(context, past));
    std::vector<double> all;
    all.reserve(now.size() + static_cast<std::size_t>(before.size()));
    for (std::int64_t group = 0; group < plan.geometry.batch * heads; ++group) {
        const auto old = before.begin() + group * plan.pastKeys * size;
        all.insert(all.end(), old, old + plan.pastKeys * size);
        all.insert(all.end(), now.begin() + group * steps * size, now.begin() + (group + 1) * steps * size);
    }
    return all;
}

/// Everything that is added to the scores: mask, causality, window, unused cache.
class Bias
{
public:
    static Result<Bias> make(const KernelContext &context, const AttentionPlan &plan)
    {
        Bias bias;
        const AttentionGeometry &g = plan.geometry;
        bias.m_geometry = g;
        bias.m_causal = context.node().intAttribute("is_causal", 0) != 0;
        bias.m_left = context.node().intAttribute("left_window_size", -1);
        bias.m_right = context.node().intAttribute("right_window_size", -1);
        bias.m_offsets.assign(static_cast<std::size_t>(g.batch), plan.pastKeys);
        bias.m_valid.assign(static_cast<std::size_t>(g.batch), g.keys);
        if (context.hasInput(6)) {
            HALFTONE_TRY(bias.m_valid, context.ints(6));
            if (static_cast<std::int64_t>(bias.m_valid.size()) != g.batch)
                return context.badArgument(std::to_string(bias.m_valid.size()) + " nonpad_kv_seqlen", std::to_string(g.batch));
            for (std::size_t b = 0; b < bias.m_valid.size() && !context.hasInput(4); ++b)
                bias.m_offsets[b] = bias.m_valid[b] - g.queries;
        }
        if (context.hasInput(3)) {
            const Tensor &mask = context.tensor(3);
            bias.m_maskKeys = mask.shape().rank() > 0 ? mask.shape()[mask.shape().rank() - 1] : 1;
            const std::int64_t keys = bias.m_maskKeys == 1 ? 1 : std::min(bias.m_maskKeys, g.keys);
            if (bias.m_maskKeys != 1 && bias.m_maskKeys > g.keys)
                return context.badArgument("attn_mask " + mask.shape().toString(), "at most " + std::to_string(g.keys) + " keys");
            bias.m_rowShape = Shape{g.batch, g.heads, g.queries, keys};
            if (!broadcastsTo(mask.shape(), bias.m_rowShape))
                return context.badArgument(
                    "attn_mask " + mask.shape().toString(), "a shape that broadcasts to " + bias.m_rowShape.toString());
            HALFTONE_TRY(bias.m_mask, elements<double>(context, 3));
            bias.m_maskShape = mask.shape();
            bias.m_boolean = mask.dtype() == DType::Bool;
        }
        return bias;
    }

    void add(std::int64_t batch, std::int64_t head, std::int64_t query, double *row) const
    {
        const std::int64_t position = m_offsets[static_cast<std::size_t>(batch)] + query;
        for (std::int64_t j = 0; j < m_geometry.keys; ++j) {
            if ((m_causal && j > position) || (m_left >= 0 && j < position - m_left) || (m_right >= 0 && j > position + m_right)
                || j >= m_valid[static_cast<std::size_t>(batch)])
                row[j] = kHidden;
        }
        if (m_mask.empty())
            return;
        for (std::int64_t j = 0; j < m_geometry.keys; ++j) {
            if (j >= m_maskKeys) {
                row[j] = kHidden;
                continue;
            }
            const double value = m_mask[maskOffset({batch, head, query, j})];
            row[j] = m_boolean ? (value != 0 ? row[j] : kHidden) : row[j] + value;
        }
    }

private:
    std::int64_t maskOffset(const std::int64_t (&index)[4]) const
    {
        std::int64_t offset = 0;
        const int rank = m_maskShape.rank();
        for (int axis = 0; axis < rank; ++axis)
            offset = offset * m_maskShape[axis] + (m_maskShape[axis] == 1 ? 0 : index[4 - rank + axis]);
        return offset;
    }

    AttentionGeometry m_geometry;
    bool m_causal = false;
    bool m_boolean = false;
    std::int64_t m_left = -1;
    std::int64_t m_right = -1;
    std::int64_t m_maskKeys = 0;
    std::vector<std::int64_t> m_offsets;
    std::vector<std::int64_t> m_valid;
    Elements<double> m_mask;
    Shape m_maskShape;
    Shape m_rowShape;
};

Status store(KernelContext &context, int output, DType type, Shape shape, const std::vector<double> &values)
{
    HALFTONE_TRY(auto target, Output<double>::make(context, output, type, std::move(shape)));
    std::copy(values.begin(), values.end(), target.data());
    return target.finish();
}

class Attention final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Attention", "", OpCategory::Attention,
            "Mixes values by how well their keys match each query: softmax(scaled Q · Kᵀ + mask) · V, for one or many heads.", 23};
    }

    Status infer(InferContext &context) const override
    {
        const auto &q = context.input(0).shape();
        const auto &v = context.input(2).shape();
        const DType dtype = context.input(0).dtype();
        std::optional<std::vector<Dim>> out;
        if (q && v && q->size() == v->size() && q->size() == 4) {
            out = *q;
            out->back() = v->back();
        } else if (q && v && q->size() == v->size() && q->size() == 3) {
            out = *q;
            const std::int64_t kvHeads = context.node().intAttribute("kv_num_heads", 1);
            if (kvHeads > 0)
                out->back() = floorDiv(v->back() * Dim(context.node().intAttribute("q_num_heads", 1)), Dim(kvHeads));
        }
        context.setOutput(0, dtype, std::move(out));
        for (int i = 1; i < context.outputCount(); ++i)
            context.setOutput(i, i == 3 ? dtype : context.input(i).dtype(), std::nullopt);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const AttentionPlan plan, makePlan(context));
        const AttentionGeometry &g = plan.geometry;
        const DType type = context.tensor(0).dtype();
        HALFTONE_TRY(const std::vector<double> q, readHeads(context, 0, -1, plan, g.heads, g.queries, g.headSize));
        HALFTONE_TRY(const std::vector<double> k, readHeads(context, 1, 4, plan, g.kvHeads, plan.newKeys, g.headSize));
        HALFTONE_TRY(const std::vector<double> v, readHeads(context, 2, 5, plan, g.kvHeads, plan.newKeys, g.valueSize));
        HALFTONE_TRY(const Bias bias, Bias::make(context, plan));

        AttentionScores scores;
        scores.scale = context.node().attribute("scale") ? static_cast<double>(context.node().floatAttribute("scale", 1.0F))
                                                         : 1.0 / std::sqrt(static_cast<double>(std::max<std::int64_t>(g.headSize, 1)));
        scores.softcap = static_cast<double>(context.node().floatAttribute("softcap", 0.0F));
        scores.addBias
            = [&bias](std::int64_t batch, std::int64_t head, std::int64_t query, double *row) { bias.add(batch, head, query, row); };
        const std::int64_t mode = context.node().intAttribute("qk_matmul_output_mode", 0);
        if (mode < 0 || mode > 3)
            return context.badArgument("qk_matmul_output_mode " + std::to_string(mode), "0 to 3");
        scores.stage = static_cast<ScoreStage>(mode);
        Output<double> seen;
        if (context.wantsOutput(3)) {
            HALFTONE_TRY(seen, Output<double>::make(context, 3, type, Shape{g.batch, g.heads, g.queries, g.keys}));
            scores.seen = seen.data();
        }
        const Shape shape
            = plan.merged ? Shape{g.batch, g.queries, g.heads * g.valueSize} : Shape{g.batch, g.heads, g.queries, g.valueSize};
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, type, shape));
        attend(g, scores, q.data(), k.data(), v.data(), y.data());
        if (plan.merged) {
            const std::vector<double> merged = mergeHeads(y.data(), g.batch, g.queries, g.heads, g.valueSize);
            std::copy(merged.begin(), merged.end(), y.data());
        }
        HALFTONE_CHECK(y.finish());
        if (context.wantsOutput(3))
            HALFTONE_CHECK(seen.finish());
        if (context.wantsOutput(1))
            HALFTONE_CHECK(store(context, 1, context.tensor(1).dtype(), Shape{g.batch, g.kvHeads, g.keys, g.headSize}, k));
        if (context.wantsOutput(2))
            HALFTONE_CHECK(store(context, 2, context.tensor(2).dtype(), Shape{g.batch, g.kvHeads, g.keys, g.valueSize}, v));
        return {};
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override
    {
        const Shape *q = shapeAt(shapes.inputs, 0);
        const Shape *k = shapeAt(shapes.inputs, 1);
        const Shape *y = shapeAt(shapes.outputs, 0);
        if (!q || !k || !y || k->rank() < 3)
            return {};
        return {(q->count() + y->count()) * (*k)[k->rank() - 2], 0};
    }
};

} // namespace

HALFTONE_OPERATOR(Attention)

} // namespace halftone
