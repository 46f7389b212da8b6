// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/pooling.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

class GlobalMaxPool final : public Operator
{
public:
    OpInfo info() const override { return {"GlobalMaxPool", "", OpCategory::Pool, "Largest element of each channel's whole image."}; }
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
            for (std::int64_t plane = 0; plane < geometry.planes; ++plane) {
                T best = -std::numeric_limits<T>::infinity();
                for (std::int64_t i = 0; i < image; ++i)
                    best = std::max(best, x[plane * image + i]);
                y[plane] = best;
            }
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return globalPoolCost(shapes); }
};

} // namespace

HALFTONE_OPERATOR(GlobalMaxPool)

} // namespace halftone
