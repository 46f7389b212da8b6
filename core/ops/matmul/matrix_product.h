// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/cost.h"
#include "core/ops/infer_context.h"
#include "core/tensor/shape.h"

#include <utility>
#include <vector>

namespace halftone {

/// A batched product A[…, m, k] · B[…, k, n] as numpy.matmul pairs its operands (vectors promoted, batches broadcast).
struct MatMulGeometry
{
    std::int64_t m = 0;
    std::int64_t k = 0;
    std::int64_t n = 0;
    /// Offsets of the matrices of A and B, one pair for every matrix of the result, in order.
    std::vector<std::pair<std::int64_t, std::int64_t>> batches;
    Shape output;
};

Result<MatMulGeometry> matMulGeometry(const Node &node, const Shape &a, const Shape &b);

/// y[m, n] += a[m, k] · b[k, n], row-major; sums run over k in order. T: float, double, std::uint32_t, std::uint64_t.
template <typename T>
void multiply(std::int64_t m, std::int64_t k, std::int64_t n, const T *a, const T *b, T *y);

/// All products of `geometry`; y holds zeros.
template <typename T>
void multiplyBatches(const MatMulGeometry &geometry, const T *a, const T *b, T *y);

/// Output 0: type `dtype`, shape from inputs `a` and `b` as far as known.
Status inferMatMul(InferContext &context, int a, int b, DType dtype);

/// Two dimensions that broadcast; unknown where it depends on symbols. Fails when both are known, different and not 1.
Result<Dim> broadcastDim(const Node &node, const Dim &a, const Dim &b);

Cost matMulCost(const CostShapes &shapes, std::size_t a);

} // namespace halftone
