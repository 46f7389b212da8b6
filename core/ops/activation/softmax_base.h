// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

/// Rows of a softmax: `outer` × `size` × `inner`, the row running along the middle axis.
struct SoftmaxRows
{
    std::int64_t outer = 1;
    std::int64_t size = 1;
    std::int64_t inner = 1;
};

/// From opset 13 a row runs along `axis` (default −1); before, all axes from `axis` (default 1) on are one row.
Result<SoftmaxRows> softmaxRows(const Node &node, std::int64_t opset, const Shape &shape);

/// Applies `f(T *row, size)` in place to every row of a copy of input 0.
template <typename F>
Status mapRows(KernelContext &context, const SoftmaxRows &rows, F &&f)
{
    const Tensor &input = context.tensor(0);
    return withReal(context, input.dtype(), [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
        std::vector<T> row(static_cast<std::size_t>(rows.size));
        if (x.empty())
            return y.finish();
        for (std::int64_t o = 0; o < rows.outer; ++o) {
            for (std::int64_t i = 0; i < rows.inner; ++i) {
                const std::int64_t first = o * rows.size * rows.inner + i;
                for (std::int64_t k = 0; k < rows.size; ++k)
                    row[static_cast<std::size_t>(k)] = x[first + k * rows.inner];
                f(row.data(), rows.size);
                for (std::int64_t k = 0; k < rows.size; ++k)
                    y[first + k * rows.inner] = row[static_cast<std::size_t>(k)];
            }
        }
        return y.finish();
    });
}

/// e^x normalized to sum 1, shifted by the largest element.
template <typename T>
void softmaxRow(T *row, std::int64_t size)
{
    T largest = row[0];
    for (std::int64_t k = 1; k < size; ++k)
        largest = row[k] > largest ? row[k] : largest;
    double sum = 0;
    for (std::int64_t k = 0; k < size; ++k) {
        row[k] = std::exp(row[k] - largest);
        sum += static_cast<double>(row[k]);
    }
    for (std::int64_t k = 0; k < size; ++k)
        row[k] = static_cast<T>(static_cast<double>(row[k]) / sum);
}

/// Logarithm of softmaxRow().
template <typename T>
void logSoftmaxRow(T *row, std::int64_t size)
{
    T largest = row[0];
    for (std::int64_t k = 1; k < size; ++k)
        largest = row[k] > largest ? row[k] : largest;
    double sum = 0;
    for (std::int64_t k = 0; k < size; ++k)
        sum += std::exp(static_cast<double>(row[k] - largest));
    const T shift = static_cast<T>(std::log(sum));
    for (std::int64_t k = 0; k < size; ++k)
        row[k] = row[k] - largest - shift;
}

} // namespace halftone
