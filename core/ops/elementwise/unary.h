// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/dispatch.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

/// Base of functions of one input, element by element; the output has its type and shape.
class UnaryOperator : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 1); }

protected:
    /// The function on an element of shape arithmetic, where it can be told.
    virtual Dim onDim(const Dim &) const { return Dim::unknown(); }
};

/// y = f(x) in the element type itself; types without C++ arithmetic are computed in float.
template <typename F>
Status mapNumber(KernelContext &context, F &&f)
{
    const Tensor &input = context.tensor(0);
    Status status;
    const bool native = visitNumber(input.dtype(), [&](auto zero) {
        using T = decltype(zero);
        auto made = context.allocate(0, input.dtype(), input.shape());
        if (!made) {
            status = made.error();
            return;
        }
        const auto x = input.as<T>();
        const auto y = (*made)->template mutableAs<T>();
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] = static_cast<T>(f(x[i]));
    });
    return native ? status : mapReal(context, f);
}

} // namespace halftone
