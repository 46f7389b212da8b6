// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/attention.h"
#include "core/engine/tracer.h"
#include "core/ops/lowering.h"

#include <array>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// The mask of an attention: how it lies along batch, head, query and key.
struct Mask
{
    bool exists = false;
    bool isBoolean = false;
    std::array<std::int64_t, 4> strides{};
};

std::optional<std::string> describeMask(const LowerContext &context, const HeadsOfAttention &h, Mask &mask)
{
    mask.exists = context.hasInput(3);
    if (!mask.exists)
        return std::nullopt;
    mask.isBoolean = context.inputType(3) == DType::Bool;
    const Shape &shape = context.inputShape(3);
    if ((!mask.isBoolean && context.inputType(3) != DType::Float) || shape.rank() > 4)
        return "mask";
    const std::int64_t wanted[] = {h.batch, h.heads, h.queries, h.keys};
    std::int64_t stride = 1;
    for (int axis = shape.rank(); axis-- > 0;) {
        const int at = 4 - shape.rank() + axis;
        if (shape[axis] != 1 && shape[axis] != wanted[at])
            return "shape of the mask";
        mask.strides[static_cast<std::size_t>(at)] = shape[axis] == 1 ? 0 : stride;
        stride *= shape[axis];
    }
    return std::nullopt;
}

std::optional<std::string> describeHeads(const LowerContext &context, HeadsOfAttention &h)
{
    const Node &node = context.node();
    const Shape &q = context.inputShape(0);
    const Shape &k = context.inputShape(1);
    const Shape &v = context.inputShape(2);
    if (q.rank() != k.rank() || q.rank() != v.rank() || (q.rank() != 3 && q.rank() != 4) || k[0] != q[0] || v[0] != q[0])
        return "shapes";
    const bool merged = q.rank() == 3;
    h.batch = q[0];
    h.heads = merged ? node.intAttribute("q_num_heads", 0) : q[1];
    h.kvHeads = merged ? node.intAttribute("kv_num_heads", 0) : k[1];
    if (h.heads < 1 || h.kvHeads < 1 || h.heads % h.kvHeads != 0)
        return "heads";
    h.queries = merged ? q[1] : q[2];
    h.keys = merged ? k[1] : k[2];
    h.headSize = merged ? q[2] / h.heads : q[3];
    h.valueSize = merged ? v[2] / h.kvHeads : v[3];
    const bool fits = merged
        ? q[2] == h.headSize * h.heads && k[2] == h.headSize * h.kvHeads && v[2] == h.valueSize * h.kvHeads && v[1] == h.keys
        : k[3] == h.headSize && v[1] == h.kvHeads && v[2] == h.keys;
    if (!fits || h.headSize < 1 || h.valueSize < 1)
        return "sizes";
    h.scale = node.attribute("scale") ? node.floatAttribute("scale", 1.0F)
                                      : static_cast<float>(1.0 / std::sqrt(static_cast<double>(h.headSize)));
    const auto strides = [merged](std::int64_t heads, std::int64_t steps, std::int64_t size) {
        return merged ? HeadStrides{steps * heads * size, size, heads * size} : HeadStrides{heads * steps * size, steps * size, size};
    };
    h.q = strides(h.heads, h.queries, h.headSize);
    h.k = strides(h.kvHeads, h.keys, h.headSize);
    h.v = strides(h.kvHeads, h.keys, h.valueSize);
    h.y = strides(h.heads, h.queries, h.valueSize);
    return std::nullopt;
}

void addMask(const Mask &mask, const std::byte *data, std::int64_t offset, std::int64_t keys, float *row)
{
    constexpr float kHidden = -std::numeric_limits<float>::infinity();
    const std::int64_t step = mask.strides[3];
    if (mask.isBoolean) {
        const auto *const shown = reinterpret_cast<const std::uint8_t *>(data) + offset;
        for (std::int64_t j = 0; j < keys; ++j)
            row[j] = shown[j * step] ? row[j] : kHidden;
        return;
    }
    const float *const added = reinterpret_cast<const float *>(data) + offset;
    for (std::int64_t j = 0; j < keys; ++j)
        row[j] += added[j * step];
}

std::optional<Refusal> lowerAttention(LowerContext &context)
{
    const Node &node = context.node();
    for (int i = 0; i < 3; ++i)
        if (context.inputType(i) != DType::Float)
            return context.refuse("type");
    for (std::size_t i = 1; i < node.outputs.size(); ++i)
        if (node.outputs[i] != kNone)
            return context.refuse("scores or state as an output");
    if (context.hasInput(4) || context.hasInput(5) || context.hasInput(6) || node.floatAttribute("softcap", 0.0F) != 0.0F
        || node.intAttribute("left_window_size", -1) >= 0 || node.intAttribute("right_window_size", -1) >= 0)
        return context.refuse("past, window or soft cap");
    HeadsOfAttention h;
    if (const auto why = describeHeads(context, h))
        return context.refuse(*why);
    Mask mask;
    if (const auto why = describeMask(context, h, mask))
        return context.refuse(*why);
    const bool causal = node.intAttribute("is_causal", 0) != 0;
    return context.kernel(
        "attention", mask.exists ? std::vector{0, 1, 2, 3} : std::vector{0, 1, 2},
        [=](std::byte *const *at) {
            const auto floats = [at](int index) { return reinterpret_cast<float *>(at[index]); };
            AddScores add;
            if (causal || mask.exists)
                add = [&](std::int64_t batch, std::int64_t head, std::int64_t query, float *row) {
                    for (std::int64_t j = query + 1; causal && j < h.keys; ++j)
                        row[j] = -std::numeric_limits<float>::infinity();
                    if (mask.exists)
                        addMask(mask, at[3], batch * mask.strides[0] + head * mask.strides[1] + query * mask.strides[2], h.keys, row);
                };
            const int next = mask.exists ? 4 : 3;
            attendHeads(h, add, floats(0), floats(1), floats(2), floats(next), floats(next + 1));
        },
        h.scratch(context.tracer().threads()) * static_cast<std::int64_t>(sizeof(float)));
}

} // namespace

HALFTONE_LOWERING(Attention, "", "Attention", lowerAttention)

} // namespace halftone
