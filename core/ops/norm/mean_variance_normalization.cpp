// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

namespace {

class MeanVarianceNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MeanVarianceNormalization", "", OpCategory::Normalization,
            "Gives the elements over the given axes (batch and image by default) mean 0 and variance 1.", 9};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        std::vector<std::int64_t> axes = context.node().intsAttribute("axes");
        if (axes.empty())
            axes = {0, 2, 3};
        // Elements that share statistics have the same index on the axes left over.
        std::vector<std::int64_t> groupStrides(static_cast<std::size_t>(shape.rank()), 1);
        for (const std::int64_t given : axes) {
            HALFTONE_TRY(const int axis, normalizedAxis(context.node(), given, shape.rank()));
            groupStrides[static_cast<std::size_t>(axis)] = 0;
        }
        std::int64_t groups = 1;
        for (int axis = shape.rank(); axis-- > 0;) {
            std::int64_t &stride = groupStrides[static_cast<std::size_t>(axis)];
            if (stride != 0) {
                stride = groups;
                groups *= shape[axis];
            }
        }
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const auto groupOf = [&](std::int64_t i) {
                std::int64_t group = 0;
                for (int axis = shape.rank(); axis-- > 0; i /= shape[axis])
                    group += i % shape[axis] * groupStrides[static_cast<std::size_t>(axis)];
                return static_cast<std::size_t>(group);
            };
            std::vector<double> mean(static_cast<std::size_t>(groups), 0.0);
            std::vector<double> variance(static_cast<std::size_t>(groups), 0.0);
            const double count = groups > 0 ? static_cast<double>(x.size()) / static_cast<double>(groups) : 1.0;
            for (std::int64_t i = 0; i < x.size(); ++i)
                mean[groupOf(i)] += static_cast<double>(x[i]) / count;
            for (std::int64_t i = 0; i < x.size(); ++i) {
                const double distance = static_cast<double>(x[i]) - mean[groupOf(i)];
                variance[groupOf(i)] += distance * distance / count;
            }
            // The epsilon of the specification's function body.
            constexpr double kEpsilon = 1e-9;
            for (std::int64_t i = 0; i < x.size(); ++i) {
                const std::size_t group = groupOf(i);
                y[i] = static_cast<T>((static_cast<double>(x[i]) - mean[group]) / (std::sqrt(variance[group]) + kEpsilon));
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 8); }
};

} // namespace

HALFTONE_OPERATOR(MeanVarianceNormalization)

} // namespace halftone
