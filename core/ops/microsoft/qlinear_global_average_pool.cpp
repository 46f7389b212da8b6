// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/qlinear_pool.h"
#include "core/ops/pool/pooling.h"

namespace halftone {

namespace {

class QLinearGlobalAveragePool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QLinearGlobalAveragePool", kMicrosoft, OpCategory::Quantization,
            "Mean of each channel's whole quantized image, rounded to the output's scale and zero point."};
    }

    Status infer(InferContext &context) const override
    {
        const bool last = context.node().intAttribute("channels_last", 0) != 0;
        std::optional<std::vector<Dim>> out;
        if (const auto &in = context.input(0).shape(); in && in->size() >= 2) {
            out.emplace(in->size(), Dim(1));
            out->front() = in->front();
            (*out)[last ? out->size() - 1 : 1] = (*in)[last ? in->size() - 1 : 1];
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override { return computeQLinearPool(context, true); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return globalPoolCost(shapes); }
};

} // namespace

HALFTONE_OPERATOR(QLinearGlobalAveragePool)

} // namespace halftone
