// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

namespace halftone {

namespace {

class InstanceNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"InstanceNormalization", "", OpCategory::Normalization,
            "Gives every channel of every image mean 0 and variance 1, then applies a learned scale and bias per channel."};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        if (shape.rank() < 2)
            return context.badArgument("input " + shape.toString(), "[N, C, …]");
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto scale, elements<double>(context, 1));
            HALFTONE_TRY(const auto bias, elements<double>(context, 2));
            if (scale.size() != shape[1] || bias.size() != shape[1])
                return context.badArgument("scale and bias of " + std::to_string(scale.size()) + " and " + std::to_string(bias.size()),
                    std::to_string(shape[1]) + " elements");
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
            const std::int64_t image = shape.count(2, shape.rank());
            for (std::int64_t plane = 0; plane < shape[0] * shape[1]; ++plane) {
                const RowStatistics statistics = rowStatistics(x.data() + plane * image, image, epsilon);
                const double factor = scale[plane % shape[1]] * statistics.inverseDeviation;
                for (std::int64_t i = plane * image; i < (plane + 1) * image; ++i)
                    y[i] = static_cast<T>((static_cast<double>(x[i]) - statistics.mean) * factor + bias[plane % shape[1]]);
            }
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 0, 2); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 8); }
};

} // namespace

HALFTONE_OPERATOR(InstanceNormalization)

} // namespace halftone
