// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

namespace halftone {

namespace {

/// Scale and bias are per group in opset 18, per channel from 21 on.
class GroupNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"GroupNormalization", "", OpCategory::Normalization,
            "Gives every group of channels mean 0 and variance 1, then applies a learned scale and bias.", 18};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const std::int64_t groups = context.node().intAttribute("num_groups", 0);
        if (shape.rank() < 2)
            return context.badArgument("input " + shape.toString(), "[N, C, …]");
        if (groups < 1 || shape[1] % groups != 0)
            return context.badArgument("num_groups " + std::to_string(groups), "a divisor of " + std::to_string(shape[1]) + " channels");
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto scale, elements<double>(context, 1));
            HALFTONE_TRY(const auto bias, elements<double>(context, 2));
            const bool perChannel = scale.size() == shape[1];
            if ((!perChannel && scale.size() != groups) || bias.size() != scale.size())
                return context.badArgument("scale and bias of " + std::to_string(scale.size()) + " and " + std::to_string(bias.size()),
                    "one element a channel, or one a group");
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
            const std::int64_t image = shape.count(2, shape.rank());
            const std::int64_t channels = shape[1] / groups;
            const std::int64_t size = channels * image;
            for (std::int64_t row = 0; row < shape[0] * groups; ++row) {
                const RowStatistics statistics = rowStatistics(x.data() + row * size, size, epsilon);
                for (std::int64_t i = 0; i < size; ++i) {
                    const std::int64_t parameter = perChannel ? row % groups * channels + i / image : row % groups;
                    const double normal = (static_cast<double>(x[row * size + i]) - statistics.mean) * statistics.inverseDeviation;
                    y[row * size + i] = static_cast<T>(normal * scale[parameter] + bias[parameter]);
                }
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 8); }
};

} // namespace

HALFTONE_OPERATOR(GroupNormalization)

} // namespace halftone
