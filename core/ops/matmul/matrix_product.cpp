// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/matrix_product.h"

#include "core/base/cancel_scope.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/tensor.h"

#include <algorithm>

namespace halftone {

Result<MatMulGeometry> matMulGeometry(const Node &node, const Shape &a, const Shape &b)
{
    const auto mismatch = [&] { return badNode(node, "shapes " + a.toString() + " and " + b.toString(), "matrices that multiply"); };
    if (a.rank() < 1 || b.rank() < 1)
        return mismatch();
    std::vector<std::int64_t> left = a.dims();
    std::vector<std::int64_t> right = b.dims();
    if (left.size() == 1)
        left.insert(left.begin(), 1);
    if (right.size() == 1)
        right.push_back(1);
    MatMulGeometry geometry;
    geometry.m = left[left.size() - 2];
    geometry.k = left.back();
    geometry.n = right.back();
    if (right[right.size() - 2] != geometry.k)
        return mismatch();
    left.resize(left.size() - 2);
    right.resize(right.size() - 2);

    const std::size_t rank = std::max(left.size(), right.size());
    left.insert(left.begin(), rank - left.size(), 1);
    right.insert(right.begin(), rank - right.size(), 1);
    std::vector<std::int64_t> out(rank);
    for (std::size_t i = 0; i < rank; ++i) {
        if (left[i] != right[i] && left[i] != 1 && right[i] != 1)
            return mismatch();
        out[i] = left[i] == 1 ? right[i] : left[i];
    }
    const auto batchCount = Shape(out).checkedCount();
    std::vector<std::int64_t> dims = out;
    if (a.rank() > 1)
        dims.push_back(geometry.m);
    if (b.rank() > 1)
        dims.push_back(geometry.n);
    geometry.output = Shape(std::move(dims));
    // Bounds the list of batches too: with an empty matrix there is nothing to multiply.
    const auto count = geometry.output.checkedCount();
    if (!count || !batchCount)
        return Error(errc::kShapeOverflow, {geometry.output.toString()});
    if (*count == 0)
        return geometry;
    constexpr auto kEntry = static_cast<std::int64_t>(sizeof(geometry.batches[0]));
    if (*batchCount > memoryBudget() / kEntry)
        return Error(errc::kOutOfBudget, {std::to_string(*count), std::to_string(memoryBudget())});

    const std::vector<std::int64_t> leftStrides = Shape(left).strides();
    const std::vector<std::int64_t> rightStrides = Shape(right).strides();
    geometry.batches.reserve(static_cast<std::size_t>(*batchCount));
    for (std::int64_t flat = 0; flat < *batchCount; ++flat) {
        std::int64_t rest = flat;
        std::int64_t leftIndex = 0;
        std::int64_t rightIndex = 0;
        for (std::size_t i = rank; i-- > 0;) {
            const std::int64_t position = rest % out[i];
            rest /= out[i];
            leftIndex += left[i] == 1 ? 0 : position * leftStrides[i];
            rightIndex += right[i] == 1 ? 0 : position * rightStrides[i];
        }
        geometry.batches.emplace_back(leftIndex * geometry.m * geometry.k, rightIndex * geometry.k * geometry.n);
    }
    return geometry;
}

template <typename T>
void multiply(std::int64_t m, std::int64_t k, std::int64_t n, const T *a, const T *b, T *y)
{
    for (std::int64_t i = 0; i < m && !CancelScope::cancelled(); ++i) {
        for (std::int64_t p = 0; p < k; ++p) {
            const T factor = a[i * k + p];
            const T *source = b + p * n;
            T *target = y + i * n;
            for (std::int64_t j = 0; j < n; ++j)
                target[j] += factor * source[j];
        }
    }
}

template <typename T>
void multiplyBatches(const MatMulGeometry &geometry, const T *a, const T *b, T *y)
{
    for (const auto &[aOffset, bOffset] : geometry.batches) {
        multiply(geometry.m, geometry.k, geometry.n, a + aOffset, b + bOffset, y);
        y += geometry.m * geometry.n;
    }
}

#define HALFTONE_MULTIPLY(T)                                                                                                               \
    template void multiply<T>(std::int64_t, std::int64_t, std::int64_t, const T *, const T *, T *);                                        \
    template void multiplyBatches<T>(const MatMulGeometry &, const T *, const T *, T *);
HALFTONE_MULTIPLY(float)
HALFTONE_MULTIPLY(double)
HALFTONE_MULTIPLY(std::uint32_t)
HALFTONE_MULTIPLY(std::uint64_t)
#undef HALFTONE_MULTIPLY

Result<Dim> broadcastDim(const Node &node, const Dim &a, const Dim &b)
{
    if (a == b)
        return a;
    const auto left = a.value();
    const auto right = b.value();
    if (left && *left == 1)
        return b;
    if (right && *right == 1)
        return a;
    if (left && right)
        return badNode(node, "dimensions " + a.toString() + " and " + b.toString(), "equal ones, or 1");
    if (left)
        return a;
    if (right)
        return b;
    return Dim::unknown();
}

Status inferMatMul(InferContext &context, int a, int b, DType dtype)
{
    const auto &left = context.input(a).shape();
    const auto &right = context.input(b).shape();
    if (!left || !right) {
        context.setOutput(0, dtype, std::nullopt);
        return {};
    }
    if (left->empty() || right->empty())
        return context.badArgument("a scalar operand", "vectors or matrices");
    const Dim &k = left->back();
    const Dim &kRight = right->size() == 1 ? right->front() : (*right)[right->size() - 2];
    if (k.value() && kRight.value() && *k.value() != *kRight.value())
        return context.badArgument("inner dimensions " + k.toString() + " and " + kRight.toString(), "equal ones");

    const std::size_t leftBatch = left->size() > 2 ? left->size() - 2 : 0;
    const std::size_t rightBatch = right->size() > 2 ? right->size() - 2 : 0;
    const std::size_t rank = std::max(leftBatch, rightBatch);
    std::vector<Dim> out;
    for (std::size_t i = 0; i < rank; ++i) {
        const Dim x = i + leftBatch >= rank ? (*left)[i + leftBatch - rank] : Dim(1);
        const Dim y = i + rightBatch >= rank ? (*right)[i + rightBatch - rank] : Dim(1);
        HALFTONE_TRY(Dim dim, broadcastDim(context.node(), x, y));
        out.push_back(std::move(dim));
    }
    if (left->size() > 1)
        out.push_back((*left)[left->size() - 2]);
    if (right->size() > 1)
        out.push_back(right->back());
    context.setOutput(0, dtype, std::move(out));
    return {};
}

Cost matMulCost(const CostShapes &shapes, std::size_t a)
{
    const Shape *left = shapeAt(shapes.inputs, a);
    const Shape *output = shapeAt(shapes.outputs, 0);
    if (!left || !output || left->rank() < 1)
        return {};
    return {output->count() * (*left)[left->rank() - 1], 0};
}

} // namespace halftone
