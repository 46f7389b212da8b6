// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

/// Base of element-by-element functions of one input: the output has its type and shape.
class UnaryElementwise : public Operator
{
public:
    Status infer(InferContext &context) const override { return inferSameAs(context); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 1); }
};

/// 1 / (1 + e^−x) without overflow for large |x|.
template <typename T>
T logistic(T x)
{
    if (x >= T(0))
        return T(1) / (T(1) + std::exp(-x));
    const T e = std::exp(x);
    return e / (T(1) + e);
}

/// ln(1 + e^x) without overflow.
template <typename T>
T softplus(T x)
{
    return x > T(0) ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

/// x · Φ(x), Φ the normal distribution function.
template <typename T>
T geluExact(T x)
{
    return x * T(0.5) * (T(1) + std::erf(x * T(0.70710678118654752440)));
}

/// The tanh approximation of geluExact() (Hendrycks and Gimpel 2016).
template <typename T>
T geluTanh(T x)
{
    return T(0.5) * x * (T(1) + std::tanh(T(0.79788456080286535588) * (x + T(0.044715) * x * x * x)));
}

} // namespace halftone
