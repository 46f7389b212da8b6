// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/signal/window.h"

namespace halftone {

namespace {

class BlackmanWindow final : public Operator
{
public:
    OpInfo info() const override { return {"BlackmanWindow", "", OpCategory::Tensor, "A Blackman window of the given length.", 17}; }
    Status infer(InferContext &context) const override { return inferWindow(context); }
    Status compute(KernelContext &context) const override { return computeWindow(context, 0.42, 0.5, 0.08); }
};

} // namespace

HALFTONE_OPERATOR(BlackmanWindow)

} // namespace halftone
