// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/axes.h"
#include "core/ops/dispatch.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/strided_copy.h"
#include "core/tensor/cast.h"

#include <cmath>
#include <limits>

namespace halftone {

/// Base of Reduce…: attribute or input `axes` (none: all axes, or with noop_with_empty_axes none), keepdims.
class ReduceOperator : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Cost cost(const NodeView &node, const CostShapes &shapes) const override;

protected:
    /// The reduction of all elements of shape arithmetic, where it can be told.
    virtual Dim onDims(const std::vector<Dim> &) const { return Dim::unknown(); }
};

/// The input with the reduced axes moved last, as `rows` rows of `length` elements, and the shape of the result.
struct ReductionRows
{
    Tensor tensor;
    std::int64_t rows = 0;
    std::int64_t length = 0;
    Shape result;
    /// Nothing is reduced: noop_with_empty_axes.
    bool none = false;
};

/// Narrow floats come as float.
Result<ReductionRows> reductionRows(const KernelContext &context);

/// Output 0 = f(row, length) of each row; f is called with a pointer to float, double or an integer type and returns that type.
template <typename F>
Status computeReduction(KernelContext &context, F &&f)
{
    HALFTONE_TRY(const ReductionRows rows, reductionRows(context));
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(rows.tensor.dtype(), rows.result));
    Status status;
    const bool native = visitNumber(rows.tensor.dtype(), [&](auto zero) {
        using T = decltype(zero);
        const T *source = rows.tensor.as<T>().data();
        T *target = result.mutableAs<T>().data();
        for (std::int64_t row = 0; row < rows.rows; ++row)
            target[row] = static_cast<T>(f(source + row * rows.length, rows.length));
    });
    if (!native)
        return context.unsupported(std::string(dtypeName(context.tensor(0).dtype())));
    HALFTONE_TRY(Tensor typed, castTensor(result, context.tensor(0).dtype()));
    context.setOutput(0, std::move(typed));
    return {};
}

/// Type in which sums of T are kept: double for floats, so that long sums stay exact to float; 64-bit that wraps for integers.
template <typename T>
using SumOf = std::conditional_t<std::is_floating_point_v<T>, double, std::uint64_t>;

/// Σ f(x) over a row.
template <typename T, typename F>
SumOf<T> sumOver(const T *row, std::int64_t length, F &&f)
{
    SumOf<T> sum = 0;
    for (std::int64_t i = 0; i < length; ++i)
        sum += f(static_cast<SumOf<T>>(row[i]));
    return sum;
}

} // namespace halftone
