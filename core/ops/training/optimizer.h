// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"

namespace halftone {

/// Base of the optimizers of ai.onnx.preview.training: inputs are the rate R, the update count T, then for each optimized
/// tensor X, its gradient G and its states, kind by kind; outputs are the new X and states in the same order.
class Optimizer : public Operator
{
public:
    explicit Optimizer(int states) : m_states(states) { }

    Status infer(InferContext &context) const override;
    Status compute(KernelContext &context) const override;

protected:
    /// One element: value and states are changed in place.
    virtual void step(const Node &node, double rate, std::int64_t updates, double &x, double gradient, double *states) const = 0;

private:
    /// States of one optimized tensor.
    int m_states;
};

} // namespace halftone
