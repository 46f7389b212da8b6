// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/signal/window.h"

namespace halftone {

namespace {

class HannWindow final : public Operator
{
public:
    OpInfo info() const override { return {"HannWindow", "", OpCategory::Tensor, "A Hann window of the given length.", 17}; }
    Status infer(InferContext &context) const override { return inferWindow(context); }
    Status compute(KernelContext &context) const override { return computeWindow(context, 0.5, 0.5, 0.0); }
};

} // namespace

HALFTONE_OPERATOR(HannWindow)

} // namespace halftone
