// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/global_pool.h"

namespace halftone {

namespace {

class GlobalAveragePool final : public Operator
{
public:
    OpInfo info() const override { return {"GlobalAveragePool", "", OpCategory::Pool, "Mean of each channel's whole image."}; }
    Status infer(InferContext &context) const override { return inferGlobalPool(context); }

    Status compute(KernelContext &context) const override
    {
        return computeGlobalPool(context, []<typename T>(std::span<const T> pixels) {
            double sum = 0;
            for (const T pixel : pixels)
                sum += static_cast<double>(pixel);
            return pixels.empty() ? T(0) : static_cast<T>(sum / static_cast<double>(pixels.size()));
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return globalPoolCost(shapes); }
};

} // namespace

HALFTONE_OPERATOR(GlobalAveragePool)

} // namespace halftone
