// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/signal/window.h"

namespace halftone {

namespace {

class HammingWindow final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"HammingWindow", "", OpCategory::Tensor, "A Hamming window of the given length (25/46 as its constant).", 17};
    }
    Status infer(InferContext &context) const override { return inferWindow(context); }
    Status compute(KernelContext &context) const override { return computeWindow(context, 25.0 / 46.0, 1.0 - 25.0 / 46.0, 0.0); }
};

} // namespace

HALFTONE_OPERATOR(HammingWindow)

} // namespace halftone
