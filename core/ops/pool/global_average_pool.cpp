// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/pooling.h"

namespace halftone {

namespace {

class GlobalAveragePool final : public Operator
{
public:
    OpInfo info() const override { return {"GlobalAveragePool", "", OpCategory::Pool, "Mean of each channel's whole image."}; }
    Status infer(InferContext &context) const override { return inferGlobalPool(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const PoolGeometry geometry, globalPoolGeometry(context.node(), input.shape()));
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), geometry.output));
            const std::int64_t image = geometry.inImage();
            for (std::int64_t plane = 0; plane < geometry.planes && image > 0; ++plane) {
                double sum = 0;
                for (std::int64_t i = 0; i < image; ++i)
                    sum += static_cast<double>(x[plane * image + i]);
                y[plane] = static_cast<T>(sum / static_cast<double>(image));
            }
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return globalPoolCost(shapes); }
};

} // namespace

HALFTONE_OPERATOR(GlobalAveragePool)

} // namespace halftone
