// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

/// y = f(x + bias) on input 0 and an optional bias in input 1 along the last axis.
template <typename F>
Status mapBiased(KernelContext &context, F &&f)
{
    const Tensor &input = context.tensor(0);
    return withReal(context, input.dtype(), [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(const auto bias, optionalElements<T>(context, 1));
        const Shape &shape = input.shape();
        if (context.hasInput(1) && (shape.rank() < 1 || bias.size() != shape[shape.rank() - 1]))
            return context.badArgument("bias of " + std::to_string(bias.size()) + " for " + shape.toString(), "one element a column");
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
        for (std::int64_t i = 0; i < x.size(); ++i)
            y[i] = f(static_cast<T>(x[i] + (bias.empty() ? T{} : bias[i % bias.size()])));
        return y.finish();
    });
}

} // namespace halftone
