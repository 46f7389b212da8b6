// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/operator.h"

namespace halftone {

/// QuantizeLinear of ai.onnx (10 to 25) and com.microsoft: integer types of 2 to 16 bits, float8 and float4; one scale, one
/// an index along `axis`, or one a block (`block_size`).
class QuantizeLinearBase : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Status compute(KernelContext &context) const override;
    Cost cost(const NodeView &node, const CostShapes &shapes) const override;
};

/// DequantizeLinear of ai.onnx (10 to 25) and com.microsoft; also int32 (biases).
class DequantizeLinearBase : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Status compute(KernelContext &context) const override;
    Cost cost(const NodeView &node, const CostShapes &shapes) const override;
};

} // namespace halftone
