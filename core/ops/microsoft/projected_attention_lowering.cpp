// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/attention.h"
#include "core/engine/kernels/matrix_product.h"
#include "core/engine/tracer.h"
#include "core/ops/lowering.h"
#include "core/ops/microsoft/attention_bias.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/projected_attention.h"

namespace halftone {

namespace {

/// What of an attention over projected rows has a kernel: no past, a mask of ends or of keys.
struct Projected
{
    HeadsOfAttention heads;
    std::int64_t rows = 0;
    std::int64_t width = 0;
    float hidden = -10000;
    bool causal = false;
    /// By sample how many keys count, or by sample and key whether it does.
    bool hasMask = false;
    bool masksKeys = false;
};

/// `weight`: [in, width]. A text when there is no kernel.
std::optional<std::string> describe(const LowerContext &context, const AttentionPorts &ports, Projected &made)
{
    const Shape &x = context.inputShape(0);
    const Shape &w = context.inputShape(1);
    const Node &node = context.node();
    if (x.rank() != 3 || w.rank() != 2 || w[0] != x[2] || context.outputType(0) != DType::Float)
        return "type or rank";
    if (context.hasInput(ports.past) || (ports.bias >= 0 && context.hasInput(ports.bias)) || node.intAttribute("do_rotary", 0) != 0
        || node.intAttribute("past_present_share_buffer", 0) != 0 || (node.outputs.size() > 1 && node.outputs[1] != kNone))
        return "past, bias or rotation";
    const auto sizes = projectedSizes(node, w[1]);
    if (!sizes)
        return "sizes";
    HeadsOfAttention &h = made.heads;
    h.batch = x[0];
    h.heads = h.kvHeads = node.intAttribute("num_heads", 0);
    h.queries = h.keys = x[1];
    h.headSize = (*sizes)[0] / h.heads;
    h.valueSize = (*sizes)[2] / h.heads;
    h.scale = static_cast<float>(attentionScale(node, h.headSize));
    h.q = h.k = {x[1] * w[1], h.headSize, w[1]};
    h.v = {x[1] * w[1], h.valueSize, w[1]};
    h.y = {x[1] * (*sizes)[2], h.valueSize, (*sizes)[2]};
    made.rows = x[0] * x[1];
    made.width = w[1];
    made.hidden = node.floatAttribute("mask_filter_value", -10000.0F);
    made.causal = node.intAttribute("unidirectional", 0) != 0;
    made.hasMask = context.hasInput(ports.mask);
    if (!made.hasMask)
        return std::nullopt;
    const Shape &mask = context.inputShape(ports.mask);
    made.masksKeys = mask == Shape{x[0], x[1]};
    if (context.inputType(ports.mask) != DType::Int32 || (!made.masksKeys && mask != Shape{x[0]}))
        return "mask";
    return std::nullopt;
}

void attend(const Projected &p, const float *qkv, const std::int32_t *mask, float *y, float *scratch)
{
    AddScores add;
    if (p.causal || p.hasMask)
        add = [&p, mask](std::int64_t batch, std::int64_t, std::int64_t query, float *row) {
            const std::int64_t keys = p.heads.keys;
            for (std::int64_t j = 0; j < keys; ++j) {
                const bool counts = !p.hasMask || (p.masksKeys ? mask[batch * keys + j] != 0 : j < mask[batch]);
                row[j] += !counts || (p.causal && j > query) ? p.hidden : 0.0F;
            }
        };
    const std::int64_t size = p.heads.headSize * p.heads.heads;
    attendHeads(p.heads, add, qkv, qkv + size, qkv + 2 * size, y, scratch);
}

std::optional<Refusal> lowerAttention(LowerContext &context)
{
    Projected p;
    if (const auto why = describe(context, {3, 4, 5}, p))
        return context.refuse(*why);
    const bool hasBias = context.hasInput(2);
    if (context.inputType(0) != DType::Float || context.inputType(1) != DType::Float
        || (hasBias && (context.inputType(2) != DType::Float || context.inputShape(2).count() != p.width)))
        return context.refuse("type, or length of the bias");
    std::vector<int> inputs{0, 1};
    if (hasBias)
        inputs.push_back(2);
    if (p.hasMask)
        inputs.push_back(3);
    const std::int64_t scratch = p.rows * p.width + p.heads.scratch(context.tracer().threads());
    return context.kernel(
        "attention", inputs,
        [=, in = context.inputShape(0)[2]](std::byte *const *at) {
            std::size_t next = 0;
            const auto floats = [&] { return reinterpret_cast<float *>(at[next++]); };
            const float *const x = floats();
            const float *const w = floats();
            const float *const bias = hasBias ? floats() : nullptr;
            const auto *const mask = p.hasMask ? reinterpret_cast<const std::int32_t *>(at[next++]) : nullptr;
            float *const y = floats();
            float *const qkv = floats();
            matrixProduct(p.rows, in, p.width, 1, {x, in, false}, {w, p.width, false}, qkv, p.width);
            for (std::int64_t row = 0; bias && row < p.rows; ++row)
                for (std::int64_t i = 0; i < p.width; ++i)
                    qkv[row * p.width + i] += bias[i];
            attend(p, qkv, mask, y, qkv + p.rows * p.width);
        },
        scratch * static_cast<std::int64_t>(sizeof(float)));
}

std::optional<Refusal> lowerQAttention(LowerContext &context)
{
    Projected p;
    if (const auto why = describe(context, {5, 8, -1}, p))
        return context.refuse(*why);
    ScaledMatMulSpec spec;
    spec.aScale = 3;
    spec.bScale = 4;
    spec.aZero = 6;
    spec.bZero = 7;
    spec.bias = 2;
    Place qkv;
    if (auto refusal = context.scaledRows(spec, Shape{p.rows, p.width}, qkv))
        return refusal;
    return context.kernel("oneDNN integers, attention", p.hasMask ? std::vector{5} : std::vector<int>{},
        [=](std::byte *const *at) {
            const auto *const mask = p.hasMask ? reinterpret_cast<const std::int32_t *>(at[0]) : nullptr;
            float *const *const floats = reinterpret_cast<float *const *>(at + (p.hasMask ? 1 : 0));
            attend(p, floats[0], mask, floats[1], floats[2]);
        },
        p.heads.scratch(context.tracer().threads()) * static_cast<std::int64_t>(sizeof(float)), {qkv});
}

} // namespace

HALFTONE_LOWERING(MicrosoftAttention, kMicrosoft, "Attention", lowerAttention)
HALFTONE_LOWERING(QAttention, kMicrosoft, "QAttention", lowerQAttention)

} // namespace halftone
