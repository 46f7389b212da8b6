// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/dispatch.h"
#include "core/ops/elementwise/wrapped.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

namespace halftone {

/// Axis of CumSum and CumProd: input 1.
Result<int> cumulativeAxis(const KernelContext &context, int rank);

/// Running totals along an axis: y[i] = f(y[i − 1], x[i]), starting from `start`; attributes exclusive and reverse.
template <typename F>
Status computeCumulative(KernelContext &context, int start, F &&f)
{
    const DType type = context.tensor(0).dtype();
    HALFTONE_TRY(const Tensor input, castTensor(context.tensor(0), isNarrowFloat(type) ? DType::Float : type));
    HALFTONE_TRY(const int axis, cumulativeAxis(context, input.shape().rank()));
    const bool exclusive = context.node().intAttribute("exclusive", 0) != 0;
    const bool reverse = context.node().intAttribute("reverse", 0) != 0;
    const std::int64_t length = input.shape()[axis];
    const std::int64_t inner = input.shape().count(axis + 1, input.shape().rank());
    const std::int64_t outer = input.shape().count(0, axis);
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(input.dtype(), input.shape()));
    const bool native = visitNumber(input.dtype(), [&](auto zero) {
        using T = decltype(zero);
        const T *x = input.as<T>().data();
        T *y = result.mutableAs<T>().data();
        for (std::int64_t o = 0; o < outer; ++o) {
            if (inner == 1) {
                T total = static_cast<T>(start);
                for (std::int64_t k = 0; k < length; ++k) {
                    const std::int64_t at = o * length + (reverse ? length - 1 - k : k);
                    const T next = static_cast<T>(f(wrapped(total), wrapped(x[at])));
                    y[at] = exclusive ? total : next;
                    total = next;
                }
                continue;
            }
            // Along memory: all totals of a row side by side.
            std::vector<T> totals(static_cast<std::size_t>(inner), static_cast<T>(start));
            for (std::int64_t k = 0; k < length; ++k) {
                const std::int64_t row = (o * length + (reverse ? length - 1 - k : k)) * inner;
                for (std::int64_t i = 0; i < inner; ++i) {
                    T &total = totals[static_cast<std::size_t>(i)];
                    const T next = static_cast<T>(f(wrapped(total), wrapped(x[row + i])));
                    y[row + i] = exclusive ? total : next;
                    total = next;
                }
            }
        }
    });
    if (!native)
        return context.unsupported(std::string(dtypeName(type)));
    HALFTONE_TRY(Tensor typed, castTensor(result, type));
    context.setOutput(0, std::move(typed));
    return {};
}

} // namespace halftone
