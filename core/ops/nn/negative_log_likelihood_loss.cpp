// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/loss.h"

namespace halftone {

namespace {

class NegativeLogLikelihoodLoss final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "NegativeLogLikelihoodLoss", "", OpCategory::Other, "Training loss: minus the log probability given to the right class.", 12};
    }

    Status infer(InferContext &context) const override { return inferLoss(context); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto x, elements<double>(context, 0));
        return computeLoss(context, std::vector<double>(x.begin(), x.end()));
    }
};

} // namespace

HALFTONE_OPERATOR(NegativeLogLikelihoodLoss)

} // namespace halftone
