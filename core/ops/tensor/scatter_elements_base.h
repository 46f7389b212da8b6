// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/operator.h"

namespace halftone {

/// ScatterElements, and Scatter as it was called before opset 11.
class ScatterElementsBase : public Operator
{
public:
    Status infer(InferContext &context) const override;
    Status compute(KernelContext &context) const override;
};

} // namespace halftone
