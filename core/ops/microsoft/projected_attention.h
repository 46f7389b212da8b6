// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <vector>

namespace halftone {

/// Where an Attention-like node keeps its optional inputs; −1 for none.
struct AttentionPorts
{
    int mask = -1;
    int past = -1;
    int bias = -1;
};

/// Attention of com.microsoft on already projected rows: `qkv` is [batch · steps, query | key | value hidden], with
/// hidden sizes `sizes` of the three. Writes output 0 and, when wanted, the present state to output 1.
Status attendProjected(KernelContext &context, std::int64_t batch, std::int64_t steps, const std::vector<std::int64_t> &sizes,
    const std::vector<double> &qkv, const AttentionPorts &ports, DType type);

/// Hidden sizes of query, key and value: the attribute qkv_hidden_sizes, or three equal parts of `width`.
Result<std::vector<std::int64_t>> projectedSizes(const Node &node, std::int64_t width);

/// Output 0 [batch, steps, value hidden] from input 0 and the weight in input `weight`.
Status inferProjectedAttention(InferContext &context, int weight, DType type);

} // namespace halftone
