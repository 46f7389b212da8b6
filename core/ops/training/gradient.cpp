// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

namespace {

class Gradient final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Gradient", "ai.onnx.preview.training", OpCategory::Other,
            "Derivatives of a graph's output; a training operator that is shown and not run."};
    }

    Status infer(InferContext &) const override { return {}; }
    Status compute(KernelContext &context) const override { return context.unsupported("automatic differentiation"); }
};

} // namespace

HALFTONE_OPERATOR(Gradient)

} // namespace halftone
