// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/matmul/gemm_product.h"

#include "core/ops/matmul/matrix_product.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <optional>
#include <type_traits>
#include <utility>

namespace halftone {

namespace {

template <typename T>
std::vector<T> transposed(const T *source, std::int64_t rows, std::int64_t columns)
{
    std::vector<T> result(static_cast<std::size_t>(rows * columns));
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c)
            result[static_cast<std::size_t>(c * rows + r)] = source[r * columns + c];
    }
    return result;
}

/// Strides with which C, of shape [], [1], [n], [1, n], [m, 1] or [m, n], is read as [m, n]; nothing when it is another shape.
std::optional<std::pair<std::int64_t, std::int64_t>> strideOfAddend(const Shape &c, std::int64_t m, std::int64_t n)
{
    if (c.rank() > 2)
        return std::nullopt;
    const std::int64_t rows = c.rank() == 2 ? c[0] : 1;
    const std::int64_t columns = c.rank() >= 1 ? c[c.rank() - 1] : 1;
    if ((rows != 1 && rows != m) || (columns != 1 && columns != n))
        return std::nullopt;
    return std::pair{rows == 1 ? 0 : columns, std::int64_t{columns == 1 ? 0 : 1}};
}

} // namespace

Status inferGemm(InferContext &context)
{
    const auto &a = context.input(0).shape();
    const auto &b = context.input(1).shape();
    if ((a && a->size() != 2) || (b && b->size() != 2))
        return context.badArgument("operands that are no matrices", "rank 2");
    const std::size_t transA = context.node().intAttribute("transA", 0) != 0 ? 1 : 0;
    const std::size_t transB = context.node().intAttribute("transB", 0) != 0 ? 1 : 0;
    if (a && b) {
        const auto k = (*a)[1 - transA].value();
        const auto kRight = (*b)[transB].value();
        if (k && kRight && *k != *kRight)
            return context.badArgument("inner dimensions " + std::to_string(*k) + " and " + std::to_string(*kRight), "equal ones");
    }
    context.setOutput(
        0, context.input(0).dtype(), std::vector<Dim>{a ? (*a)[transA] : Dim::unknown(), b ? (*b)[1 - transB] : Dim::unknown()});
    return {};
}

Result<GemmShape> gemmShape(const KernelContext &context, int a, int b)
{
    const Shape &aShape = context.tensor(a).shape();
    const Shape &bShape = context.tensor(b).shape();
    if (aShape.rank() != 2 || bShape.rank() != 2)
        return context.badArgument("operands " + aShape.toString() + " and " + bShape.toString(), "matrices");
    GemmShape result;
    result.transA = context.node().intAttribute("transA", 0) != 0;
    result.transB = context.node().intAttribute("transB", 0) != 0;
    result.m = aShape[result.transA ? 1 : 0];
    result.k = aShape[result.transA ? 0 : 1];
    result.n = bShape[result.transB ? 0 : 1];
    if (bShape[result.transB ? 1 : 0] != result.k)
        return context.badArgument("operands " + aShape.toString() + " and " + bShape.toString(), "matrices that multiply");
    return result;
}

QuantRule gemmRule(const Node &node) { return layerRule(1, node.intAttribute("transB", 0) != 0 ? 0 : 1, 2); }

Cost gemmCost(const Node &node, const CostShapes &shapes)
{
    const Shape *a = shapeAt(shapes.inputs, 0);
    const Shape *y = shapeAt(shapes.outputs, 0);
    if (!a || !y || a->rank() != 2)
        return {};
    return {y->count() * (*a)[node.intAttribute("transA", 0) != 0 ? 0 : 1], 0};
}

Status computeGemm(KernelContext &context, const std::function<double(double)> &activation)
{
    const DType dtype = context.tensor(0).dtype();
    HALFTONE_TRY(const GemmShape sizes, gemmShape(context, 0, 1));
    const auto [transA, transB, m, k, n] = sizes;
    const auto strides = strideOfAddend(context.tensor(2).shape(), m, n);
    if (context.hasInput(2) && !strides)
        return context.badArgument(
            "C of shape " + context.tensor(2).shape().toString(), "one that broadcasts to " + Shape{m, n}.toString());

    const auto run = [&](auto zero) -> Status {
        using T = decltype(zero);
        // Integers wrap, so they are multiplied unsigned.
        using Product = std::conditional_t<std::is_same_v<T, std::int64_t>, std::uint64_t, T>;
        HALFTONE_TRY(const auto a, elements<T>(context, 0));
        HALFTONE_TRY(const auto b, elements<T>(context, 1));
        HALFTONE_TRY(const auto c, optionalElements<T>(context, 2));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, dtype, Shape{m, n}));
        const std::vector<T> aTurned = transA ? transposed(a.data(), k, m) : std::vector<T>();
        const std::vector<T> bTurned = transB ? transposed(b.data(), n, k) : std::vector<T>();
        multiply(m, k, n, reinterpret_cast<const Product *>(transA ? aTurned.data() : a.data()),
            reinterpret_cast<const Product *>(transB ? bTurned.data() : b.data()), reinterpret_cast<Product *>(y.data()));
        const T alpha = static_cast<T>(context.node().floatAttribute("alpha", 1.0F));
        const T beta = static_cast<T>(context.node().floatAttribute("beta", 1.0F));
        for (std::int64_t i = 0; i < m * n; ++i) {
            const Product addend = c.empty() ? Product{} : static_cast<Product>(c[i / n * strides->first + i % n * strides->second]);
            y[i] = static_cast<T>(static_cast<Product>(alpha) * static_cast<Product>(y[i]) + static_cast<Product>(beta) * addend);
        }
        for (std::int64_t i = 0; i < y.size() && activation; ++i)
            y[i] = static_cast<T>(activation(static_cast<double>(y[i])));
        return y.finish();
    };
    return withNumber(context, dtype, run);
}

} // namespace halftone
