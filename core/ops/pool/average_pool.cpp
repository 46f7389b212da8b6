// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/exact_float_rule.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/pooling.h"

#include <algorithm>

namespace halftone {

namespace {

class AveragePool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"AveragePool", "", OpCategory::Pool, "Mean of the elements under each position of a sliding window."};
    }

    Status infer(InferContext &context) const override { return inferPool(context, 0, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const PoolGeometry geometry, poolGeometry(context.node(), input.shape()));
        const bool includePadding = context.node().intAttribute("count_include_pad", 0) != 0;
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), geometry.output));
            const std::int64_t inImage = geometry.inImage();
            const std::int64_t outImage = geometry.outImage();
            forEachWindow(geometry, [&](std::int64_t o, const PoolWindow &window) {
                const auto inside = static_cast<std::int64_t>(window.offsets.size());
                const std::int64_t count = includePadding ? window.paddedCount : inside;
                for (std::int64_t plane = 0; plane < geometry.planes && count > 0; ++plane) {
                    T sum{};
                    for (const std::int64_t offset : window.offsets)
                        sum += x[plane * inImage + offset];
                    y[plane * outImage + o] = sum / static_cast<T>(count);
                }
            });
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &view) const override
    {
        const auto dilations = view.node.intsAttribute("dilations");
        const bool dilated = std::ranges::any_of(dilations, [](std::int64_t dilation) { return dilation != 1; });
        return dilated ? exactFloatRule("AveragePool", "dilations") : sameScaleRule();
    }
    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return poolCost(node, shapes); }
};

} // namespace

HALFTONE_OPERATOR(AveragePool)

} // namespace halftone
