// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/attention.h"
#include "core/engine/tracer.h"
#include "core/ops/lowering.h"
#include "core/ops/microsoft/attention_bias.h"
#include "core/ops/microsoft/domain.h"

#include <array>

namespace halftone {

namespace {

std::optional<Refusal> lowerMultiHeadAttention(LowerContext &context)
{
    const Node &node = context.node();
    for (int i = 0; i < 3; ++i)
        if (!context.hasInput(i) || context.inputType(i) != DType::Float || context.inputShape(i).rank() != 3)
            return context.refuse("packed operands, or type");
    for (int i = 5; i < context.inputCount(); ++i)
        if (context.hasInput(i))
            return context.refuse("bias of scores, or past");
    for (std::size_t i = 1; i < node.outputs.size(); ++i)
        if (node.outputs[i] != kNone)
            return context.refuse("present");
    const Shape &q = context.inputShape(0);
    const Shape &k = context.inputShape(1);
    const Shape &v = context.inputShape(2);
    HeadsOfAttention h;
    h.batch = q[0];
    h.heads = h.kvHeads = node.intAttribute("num_heads", 0);
    h.queries = q[1];
    h.keys = k[1];
    if (h.heads < 1 || q[0] != k[0] || q[0] != v[0] || k[1] != v[1] || q[2] != k[2] || q[2] % h.heads != 0 || v[2] % h.heads != 0)
        return context.refuse("shapes");
    h.headSize = q[2] / h.heads;
    h.valueSize = v[2] / h.heads;
    h.scale = static_cast<float>(attentionScale(node, h.headSize));
    h.q = {q[1] * q[2], h.headSize, q[2]};
    h.k = {k[1] * k[2], h.headSize, k[2]};
    h.v = {v[1] * v[2], h.valueSize, v[2]};
    h.y = {q[1] * v[2], h.valueSize, v[2]};
    std::vector<int> inputs{0, 1, 2};
    const bool hasBias = context.hasInput(3);
    if (hasBias && (context.inputType(3) != DType::Float || context.inputShape(3).count() != q[2] + k[2] + v[2]))
        return context.refuse("length of the bias");
    const bool hasMask = context.hasInput(4);
    const bool masksKeys = hasMask && context.inputShape(4) == Shape{h.batch, h.keys};
    if (hasMask && (context.inputType(4) != DType::Int32 || (!masksKeys && context.inputShape(4) != Shape{h.batch})))
        return context.refuse("mask");
    for (const int index : {3, 4})
        if (context.hasInput(index))
            inputs.push_back(index);
    const bool causal = node.intAttribute("unidirectional", 0) != 0;
    const float hidden = node.floatAttribute("mask_filter_value", -10000.0F);
    const std::int64_t biased = hasBias ? q.count() + k.count() + v.count() : 0;
    const std::int64_t scratch = biased + h.scratch(context.tracer().threads());
    const auto run
        = [=, counts = std::array{q.count(), k.count(), v.count()}, widths = std::array{q[2], k[2], v[2]}](std::byte *const *at) {
              std::size_t next = 3;
              const float *operands[] = {
                  reinterpret_cast<const float *>(at[0]), reinterpret_cast<const float *>(at[1]), reinterpret_cast<const float *>(at[2])};
              const float *bias = hasBias ? reinterpret_cast<const float *>(at[next++]) : nullptr;
              const auto *const mask = hasMask ? reinterpret_cast<const std::int32_t *>(at[next++]) : nullptr;
              float *const y = reinterpret_cast<float *>(at[next++]);
              float *free = reinterpret_cast<float *>(at[next]);
              for (std::size_t i = 0; i < 3 && bias; ++i) {
                  for (std::int64_t row = 0; row < counts[i]; row += widths[i])
                      for (std::int64_t column = 0; column < widths[i]; ++column)
                          free[row + column] = operands[i][row + column] + bias[column];
                  operands[i] = free;
                  free += counts[i];
                  bias += widths[i];
              }
              AddScores add;
              if (causal || mask)
                  add = [&](std::int64_t batch, std::int64_t, std::int64_t query, float *row) {
                      for (std::int64_t j = 0; j < h.keys; ++j) {
                          const bool shown = !mask || (masksKeys ? mask[batch * h.keys + j] != 0 : j < mask[batch]);
                          row[j] += !shown || (causal && j > query) ? hidden : 0.0F;
                      }
                  };
              attendHeads(h, add, operands[0], operands[1], operands[2], y, free);
          };
    return context.kernel("attention", inputs, run, scratch * static_cast<std::int64_t>(sizeof(float)));
}

} // namespace

HALFTONE_LOWERING(MultiHeadAttention, kMicrosoft, "MultiHeadAttention", lowerMultiHeadAttention)

} // namespace halftone
