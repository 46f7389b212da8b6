// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/skip_normalization.h"

namespace halftone {

namespace {

class SkipLayerNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SkipLayerNormalization", kMicrosoft, OpCategory::Normalization,
            "Adds a residual branch and normalizes the sum as LayerNormalization does."};
    }
    Status infer(InferContext &context) const override { return inferSkipNormalization(context); }
    Status compute(KernelContext &context) const override { return computeSkipNormalization(context, SkipPorts{2, 3, 4}, true); }
};

} // namespace

HALFTONE_OPERATOR(SkipLayerNormalization)

} // namespace halftone
