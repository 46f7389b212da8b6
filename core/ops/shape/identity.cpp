// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class Identity final : public Operator
{
public:
    OpInfo info() const override { return {"Identity", "", OpCategory::Other, "Passes its input on unchanged."}; }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, context.input(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        context.setOutput(0, context.input(0));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(Identity)

} // namespace halftone
