// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/broadcast_index.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

#include <algorithm>

namespace halftone {

namespace {

class LayerNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LayerNormalization", "", OpCategory::Normalization,
            "Gives the elements of the last axes mean 0 and variance 1, then applies a learned scale and bias.", 17};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_CHECK(inferSameAs(context));
        const auto &in = context.input(0).shape();
        HALFTONE_TRY(const DType stash, dtypeAttribute(context.node(), "stash_type", DType::Float));
        std::optional<std::vector<Dim>> statistics;
        if (in && !in->empty()) {
            HALFTONE_TRY(
                const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), static_cast<int>(in->size())));
            statistics = in;
            std::fill(statistics->begin() + axis, statistics->end(), Dim(1));
        }
        for (int i = 1; i < context.outputCount(); ++i)
            context.setOutput(i, stash, statistics);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), shape.rank()));
        HALFTONE_TRY(const DType stash, dtypeAttribute(context.node(), "stash_type", DType::Float));
        std::vector<std::int64_t> statisticsDims(shape.begin(), shape.end());
        std::fill(statisticsDims.begin() + axis, statisticsDims.end(), 1);
        const Shape rowShape(std::vector<std::int64_t>(shape.begin() + axis, shape.end()));
        // Scale and bias may broadcast over all of x; the usual case is one element for each of the normalized ones.
        if (!broadcastsTo(context.tensor(1).shape(), shape) || !broadcastsTo(context.tensor(2).shape(), shape))
            return context.badArgument(
                "scale " + context.tensor(1).shape().toString() + " and bias " + context.tensor(2).shape().toString(),
                "shapes that broadcast to " + shape.toString());
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto scale, elements<T>(context, 1));
            HALFTONE_TRY(const auto bias, optionalElements<T>(context, 2));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
            const std::int64_t size = rowShape.count();
            const std::int64_t rows = shape.count(0, axis);
            std::vector<double> means;
            std::vector<double> inverses;
            BroadcastIndex index(shape, {&context.tensor(1).shape(), &context.tensor(2).shape()});
            for (std::int64_t r = 0; r < rows; ++r) {
                const T *row = x.data() + r * size;
                const RowStatistics statistics = rowStatistics(row, size, epsilon);
                for (std::int64_t i = 0; i < size; ++i, index.next()) {
                    const double shift = bias.empty() ? 0.0 : static_cast<double>(bias[index.offset(1)]);
                    y[r * size + i] = static_cast<T>((static_cast<double>(row[i]) - statistics.mean) * statistics.inverseDeviation
                            * static_cast<double>(scale[index.offset(0)])
                        + shift);
                }
                means.push_back(statistics.mean);
                inverses.push_back(statistics.inverseDeviation);
            }
            HALFTONE_CHECK(storeStatistics(context, 1, stash, Shape(statisticsDims), means));
            HALFTONE_CHECK(storeStatistics(context, 2, stash, Shape(statisticsDims), inverses));
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 0, 2); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 8); }

private:
    static Status storeStatistics(KernelContext &context, int output, DType type, const Shape &shape, const std::vector<double> &values)
    {
        if (!context.wantsOutput(output))
            return {};
        HALFTONE_TRY(auto target, Output<double>::make(context, output, type, shape));
        std::copy(values.begin(), values.end(), target.data());
        return target.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(LayerNormalization)

} // namespace halftone
