// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/linear_scores.h"
#include "core/ops/ml/score_transform.h"

namespace halftone {

namespace {

class LinearRegressor final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LinearRegressor", kMl, OpCategory::Layer, "Weighted sums of each row's features, one a target."};
    }

    Status infer(InferContext &context) const override
    {
        inferRows(context, 0, DType::Float, context.node().intAttribute("targets", 1));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const std::int64_t targets = context.node().intAttribute("targets", 1);
        HALFTONE_TRY(const ScoreTransform transform, scoreTransform(context.node()));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        HALFTONE_TRY(std::vector<double> scores, linearScores(context, rows, targets));
        for (std::int64_t row = 0; row < rows.count; ++row)
            transformScores(
                std::span(scores).subspan(static_cast<std::size_t>(row * targets), static_cast<std::size_t>(targets)), transform);
        HALFTONE_TRY(Tensor result, floatRows(scores, rows.count, targets));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(LinearRegressor)

} // namespace halftone
