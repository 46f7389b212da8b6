// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/projected_attention.h"

#include "core/ops/attention/attend.h"
#include "core/ops/microsoft/attention_bias.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

/// How many keys of each sample count, or which: mask_index as [batch], [2 · batch] (ends, starts), [batch, keys] or
/// [batch, queries, keys].
class KeyMask
{
public:
    static Result<KeyMask> make(const KernelContext &context, int port, std::int64_t batch, std::int64_t queries, std::int64_t keys)
    {
        KeyMask mask;
        mask.m_batch = batch;
        mask.m_keys = keys;
        mask.m_queries = queries;
        if (!context.hasInput(port))
            return mask;
        HALFTONE_TRY(mask.m_values, context.ints(port));
        const Shape &shape = context.tensor(port).shape();
        if (shape == Shape{batch})
            mask.m_kind = Kind::Ends;
        else if (shape == Shape{2 * batch})
            mask.m_kind = Kind::EndsAndStarts;
        else if (shape == Shape{batch, keys})
            mask.m_kind = Kind::Keys;
        else if (shape == Shape{batch, queries, keys})
            mask.m_kind = Kind::Pairs;
        else
            return context.badArgument("mask_index " + shape.toString(), "[batch], [2 · batch], [batch, keys] or [batch, queries, keys]");
        return mask;
    }

    bool visible(std::int64_t batch, std::int64_t query, std::int64_t key) const
    {
        const auto at = [&](std::int64_t index) { return m_values[static_cast<std::size_t>(index)]; };
        switch (m_kind) {
        case Kind::None:
            return true;
        case Kind::Ends:
            return key < at(batch);
        case Kind::EndsAndStarts:
            return key < at(batch) && key >= at(m_batch + batch);
        case Kind::Keys:
            return at(batch * m_keys + key) != 0;
        case Kind::Pairs:
            return at((batch * m_queries + query) * m_keys + key) != 0;
        }
        return true;
    }

private:
    enum class Kind { None, Ends, EndsAndStarts, Keys, Pairs };

    Kind m_kind = Kind::None;
    std::int64_t m_batch = 0;
    std::int64_t m_queries = 0;
    std::int64_t m_keys = 0;
    std::vector<std::int64_t> m_values;
};

/// Columns [first, first + size) of `rows` rows.
std::vector<double> columns(const std::vector<double> &values, std::int64_t rows, std::int64_t width, std::int64_t first, std::int64_t size)
{
    std::vector<double> result;
    result.reserve(static_cast<std::size_t>(rows * size));
    for (std::int64_t r = 0; r < rows; ++r)
        result.insert(result.end(), values.begin() + r * width + first, values.begin() + r * width + first + size);
    return result;
}

} // namespace

Result<std::vector<std::int64_t>> projectedSizes(const Node &node, std::int64_t width)
{
    std::vector<std::int64_t> sizes = node.intsAttribute("qkv_hidden_sizes");
    if (sizes.empty())
        sizes.assign(3, width / 3);
    const std::int64_t heads = node.intAttribute("num_heads", 0);
    bool fits = sizes.size() == 3 && heads >= 1;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < sizes.size() && fits; ++i) {
        fits = sizes[i] >= 1 && sizes[i] <= width && sizes[i] % heads == 0;
        sum += sizes[i];
    }
    if (!fits || sum != width || sizes[0] != sizes[1])
        return badNode(
            node, "num_heads " + std::to_string(heads) + " for a width of " + std::to_string(width), "three parts that the heads divide");
    return sizes;
}

Status inferProjectedAttention(InferContext &context, int weight, DType type)
{
    std::optional<std::vector<Dim>> out = context.input(0).shape();
    const auto &w = context.input(weight).shape();
    if (out && out->size() == 3) {
        const auto sizes = context.node().intsAttribute("qkv_hidden_sizes");
        out->back() = sizes.size() == 3 ? Dim(sizes[2]) : w && w->size() == 2 ? floorDiv(w->back(), Dim(3)) : Dim::unknown();
    }
    context.setOutput(0, type, std::move(out));
    context.setOutput(1, type, std::nullopt);
    return {};
}

Status attendProjected(KernelContext &context, std::int64_t batch, std::int64_t steps, const std::vector<std::int64_t> &sizes,
    const std::vector<double> &qkv, const AttentionPorts &ports, DType type)
{
    const Node &node = context.node();
    if (node.intAttribute("do_rotary", 0) != 0 || node.intAttribute("past_present_share_buffer", 0) != 0)
        return context.unsupported("do_rotary or past_present_share_buffer");
    const std::int64_t heads = node.intAttribute("num_heads", 0);
    const std::int64_t width = sizes[0] + sizes[1] + sizes[2];
    const std::int64_t rows = batch * steps;
    AttentionGeometry g{batch, heads, heads, steps, steps, sizes[0] / heads, sizes[2] / heads};
    const std::vector<double> q = splitHeads(columns(qkv, rows, width, 0, sizes[0]).data(), batch, steps, heads, g.headSize);
    std::vector<double> k = splitHeads(columns(qkv, rows, width, sizes[0], sizes[1]).data(), batch, steps, heads, g.headSize);
    std::vector<double> v = splitHeads(columns(qkv, rows, width, sizes[0] + sizes[1], sizes[2]).data(), batch, steps, heads, g.valueSize);
    std::int64_t pastSteps = 0;
    if (context.hasInput(ports.past)) {
        const Shape &past = context.tensor(ports.past).shape();
        pastSteps = past.rank() == 5 ? past[3] : 0;
        if (past != Shape{2, batch, heads, pastSteps, g.headSize} || g.headSize != g.valueSize)
            return context.badArgument("past " + past.toString(), "[2, batch, heads, steps, head size]");
        HALFTONE_TRY(const auto state, elements<double>(context, ports.past));
        const auto prepend = [&](std::vector<double> &now, std::int64_t half) {
            std::vector<double> all;
            for (std::int64_t group = 0; group < batch * heads; ++group) {
                const auto old = state.begin() + (half * batch * heads + group) * pastSteps * g.headSize;
                all.insert(all.end(), old, old + pastSteps * g.headSize);
                all.insert(all.end(), now.begin() + group * steps * g.headSize, now.begin() + (group + 1) * steps * g.headSize);
            }
            now = std::move(all);
        };
        prepend(k, 0);
        prepend(v, 1);
        g.keys += pastSteps;
    }
    HALFTONE_TRY(const KeyMask mask, KeyMask::make(context, ports.mask, batch, steps, g.keys));
    HALFTONE_TRY(const AttentionBias bias, AttentionBias::make(context, ports.bias, g));
    const bool causal = node.intAttribute("unidirectional", 0) != 0;
    const double hidden = static_cast<double>(node.floatAttribute("mask_filter_value", -10000.0F));
    AttentionScores scores;
    scores.scale = attentionScale(node, g.headSize);
    scores.addBias = [&](std::int64_t b, std::int64_t head, std::int64_t query, double *row) {
        for (std::int64_t j = 0; j < g.keys; ++j) {
            if ((causal && j > pastSteps + query) || !mask.visible(b, query, j))
                row[j] += hidden;
        }
        bias.addTo(b, head, query, row);
    };
    HALFTONE_TRY(auto y, Output<double>::make(context, 0, type, Shape{batch, steps, sizes[2]}));
    attend(g, scores, q.data(), k.data(), v.data(), y.data());
    const std::vector<double> merged = mergeHeads(y.data(), batch, steps, heads, g.valueSize);
    std::copy(merged.begin(), merged.end(), y.data());
    HALFTONE_CHECK(y.finish());
    if (!context.wantsOutput(1))
        return {};
    HALFTONE_TRY(auto present, Output<double>::make(context, 1, type, Shape{2, batch, heads, g.keys, g.headSize}));
    std::copy(k.begin(), k.end(), present.data());
    std::copy(v.begin(), v.end(), present.data() + static_cast<std::ptrdiff_t>(k.size()));
    return present.finish();
}

} // namespace halftone
