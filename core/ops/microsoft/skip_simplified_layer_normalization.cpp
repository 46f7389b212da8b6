// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/skip_normalization.h"

namespace halftone {

namespace {

class SkipSimplifiedLayerNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SkipSimplifiedLayerNormalization", kMicrosoft, OpCategory::Normalization,
            "Adds a residual branch and divides the sum by its root mean square."};
    }
    Status infer(InferContext &context) const override { return inferSkipNormalization(context); }
    Status compute(KernelContext &context) const override { return computeSkipNormalization(context, SkipPorts{2, -1, 3}, false); }
};

} // namespace

HALFTONE_OPERATOR(SkipSimplifiedLayerNormalization)

} // namespace halftone
