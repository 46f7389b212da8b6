// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <functional>
#include <random>

namespace halftone {

/// Random numbers for one node: seeded by attribute `seed`, or by the node's name when it has none, so that a run can be
/// repeated. Distributions are our own, since the standard library's differ between implementations.
class Generator
{
public:
    explicit Generator(const Node &node);

    /// In [0, 1).
    double uniform();
    /// Mean 0, deviation 1 (Box and Muller 1958).
    double normal();

private:
    std::mt19937_64 m_engine;
};

/// Output 0 of `type` and `shape` filled with what `next` gives.
Status fillRandom(KernelContext &context, DType type, Shape shape, const std::function<double()> &next);

/// The same from a normal distribution (attributes mean, scale) or a uniform one (low, high) of the node's own generator.
Status fillNormal(KernelContext &context, DType type, Shape shape);
Status fillUniform(KernelContext &context, DType type, Shape shape);

/// Base of operators that draw random numbers.
class RandomOperator : public Operator
{
public:
    bool isDeterministic(const NodeView &) const override { return false; }
};

/// Type and shape of RandomNormal and RandomUniform: attributes dtype and shape.
Status inferRandom(InferContext &context);
/// Type and shape of RandomNormalLike and RandomUniformLike: the input's, unless attribute dtype says otherwise.
Status inferRandomLike(InferContext &context);

} // namespace halftone
