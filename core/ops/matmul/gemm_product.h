// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <functional>

namespace halftone {

/// Sizes of A' · B', [m, k] · [k, n].
struct GemmShape
{
    bool transA = false;
    bool transB = false;
    std::int64_t m = 0;
    std::int64_t k = 0;
    std::int64_t n = 0;
};

/// Sizes of a Gemm-like node whose operands are inputs `a` and `b`, checked against each other.
Result<GemmShape> gemmShape(const KernelContext &context, int a, int b);

/// What Gemm and its fused forms tell the quantizer and the cost table.
QuantRule gemmRule(const Node &node);
Cost gemmCost(const Node &node, const CostShapes &shapes);

/// Output 0 of Gemm: [m, n].
Status inferGemm(InferContext &context);

/// alpha · A' · B' + beta · C with the attributes of Gemm, then `activation` (null for none).
Status computeGemm(KernelContext &context, const std::function<double(double)> &activation);

} // namespace halftone
