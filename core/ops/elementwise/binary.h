// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/broadcast.h"
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <cmath>

namespace halftone {

/// Base of functions of two or more inputs with numpy broadcasting.
class BroadcastOperator : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 1); }

protected:
    /// Type of the result; the first input's by default.
    virtual DType outputType(const InferContext &context) const { return context.inputType(0); }
    /// The function on elements of shape arithmetic, where it can be told.
    virtual Dim onDims(const Dim &, const Dim &) const { return Dim::unknown(); }
};

/// Input `index`; before opset 7 the second one may be placed against the first by attribute `axis`: its shape then has
/// ones appended.
Result<Tensor> broadcastOperand(const KernelContext &context, int index);

/// Shape of the broadcast result.
Result<Shape> broadcastShape(const KernelContext &context, const Shape &a, const Shape &b);

/// r = f(a, b) with broadcasting over elements of C++ types T → R.
template <typename T, typename R, typename F>
void broadcastApply(const Tensor &a, const Tensor &b, Tensor &result, F &&f)
{
    const BroadcastRows rows(result.shape(), {&a.shape(), &b.shape()});
    const T *left = a.as<T>().data();
    const T *right = b.as<T>().data();
    R *out = result.mutableAs<R>().data();
    const std::int64_t length = rows.rowLength();
    const bool leftMoves = rows.rowStride(0) != 0;
    const bool rightMoves = rows.rowStride(1) != 0;
    rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
        const T *x = left + offsets[0];
        const T *y = right + offsets[1];
        R *z = out + first;
        if (leftMoves && rightMoves) {
            for (std::int64_t i = 0; i < length; ++i)
                z[i] = static_cast<R>(f(x[i], y[i]));
        } else if (leftMoves) {
            const T scalar = *y;
            for (std::int64_t i = 0; i < length; ++i)
                z[i] = static_cast<R>(f(x[i], scalar));
        } else if (rightMoves) {
            const T scalar = *x;
            for (std::int64_t i = 0; i < length; ++i)
                z[i] = static_cast<R>(f(scalar, y[i]));
        } else {
            std::fill_n(z, length, static_cast<R>(f(*x, *y)));
        }
    });
}

/// Types of `a` and `b` agree, or an error.
Status checkSameType(const KernelContext &context, const Tensor &a, const Tensor &b);

/// f(a, b) of numeric tensors in their own type; f is called with two equal C++ types. Narrow floats go through float.
template <typename F>
Result<Tensor> broadcastNumbers(const KernelContext &context, const Tensor &a, const Tensor &b, F &&f)
{
    HALFTONE_CHECK(checkSameType(context, a, b));
    HALFTONE_TRY(Shape shape, broadcastShape(context, a.shape(), b.shape()));
    const bool narrow = isNarrowFloat(a.dtype());
    const DType working = narrow ? DType::Float : a.dtype();
    HALFTONE_TRY(const Tensor left, castTensor(a, working));
    HALFTONE_TRY(const Tensor right, castTensor(b, working));
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(working, std::move(shape)));
    if (!visitNumber(working, [&](auto zero) { broadcastApply<decltype(zero), decltype(zero)>(left, right, result, f); }))
        return context.unsupported(std::string(dtypeName(a.dtype())));
    return castTensor(result, a.dtype());
}

/// The same as a boolean tensor; f also gets booleans, as std::uint8_t.
template <typename F>
Result<Tensor> broadcastPredicate(const KernelContext &context, const Tensor &a, const Tensor &b, F &&f)
{
    HALFTONE_CHECK(checkSameType(context, a, b));
    HALFTONE_TRY(Shape shape, broadcastShape(context, a.shape(), b.shape()));
    const DType working = isNarrowFloat(a.dtype()) ? DType::Float : a.dtype();
    HALFTONE_TRY(const Tensor left, castTensor(a, working));
    HALFTONE_TRY(const Tensor right, castTensor(b, working));
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(DType::Bool, std::move(shape)));
    const DType visited = working == DType::Bool ? DType::UInt8 : working;
    if (!visitNumber(visited, [&](auto zero) { broadcastApply<decltype(zero), std::uint8_t>(left, right, result, f); }))
        return context.unsupported(std::string(dtypeName(a.dtype())));
    return result;
}

/// Output 0 = f(input 0, input 1) as broadcastNumbers().
template <typename F>
Status computeBinary(KernelContext &context, F &&f)
{
    HALFTONE_TRY(const Tensor a, broadcastOperand(context, 0));
    HALFTONE_TRY(const Tensor b, broadcastOperand(context, 1));
    HALFTONE_TRY(Tensor result, broadcastNumbers(context, a, b, std::forward<F>(f)));
    context.setOutput(0, std::move(result));
    return {};
}

/// Output 0 = f(input 0, input 1) as broadcastPredicate().
template <typename F>
Status computePredicate(KernelContext &context, F &&f)
{
    HALFTONE_TRY(const Tensor a, broadcastOperand(context, 0));
    HALFTONE_TRY(const Tensor b, broadcastOperand(context, 1));
    HALFTONE_TRY(Tensor result, broadcastPredicate(context, a, b, std::forward<F>(f)));
    context.setOutput(0, std::move(result));
    return {};
}

/// Output 0 folds all inputs from the left with f.
template <typename F>
Status computeVariadic(KernelContext &context, F &&f)
{
    HALFTONE_TRY(Tensor result, broadcastOperand(context, 0));
    for (int i = 1; i < context.inputCount(); ++i) {
        HALFTONE_TRY(result, broadcastNumbers(context, result, context.tensor(i), f));
    }
    context.setOutput(0, std::move(result));
    return {};
}

} // namespace halftone
