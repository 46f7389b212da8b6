// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/operator.h"

namespace halftone {

/// Base of QLinearAdd and QLinearMul. Inputs: A, its scale and zero point, B, its scale and zero point, scale and zero
/// point of C; A and B broadcast.
class QLinearBinary : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Status compute(KernelContext &context) const override;
    Cost cost(const NodeView &node, const CostShapes &shapes) const override;

protected:
    virtual float combine(float a, float b) const = 0;
};

} // namespace halftone
