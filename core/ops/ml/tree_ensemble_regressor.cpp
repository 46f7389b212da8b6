// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/forest.h"
#include "core/ops/ml/score_transform.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

Result<Forest::Aggregate> aggregateOf(const Node &node)
{
    const std::string name = node.stringAttribute("aggregate_function", "SUM");
    if (name == "SUM")
        return Forest::Aggregate::Sum;
    if (name == "AVERAGE")
        return Forest::Aggregate::Average;
    if (name == "MIN")
        return Forest::Aggregate::Min;
    if (name == "MAX")
        return Forest::Aggregate::Max;
    return badNode(node, "aggregate_function " + name, "SUM, AVERAGE, MIN or MAX");
}

class TreeEnsembleRegressor final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"TreeEnsembleRegressor", kMl, OpCategory::Layer,
            "Numbers that decision trees give for each row, summed or otherwise combined."};
    }

    Status infer(InferContext &context) const override
    {
        inferRows(context, 0, DType::Float, context.node().intAttribute("n_targets", 1));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Node &node = context.node();
        const std::int64_t targets = node.intAttribute("n_targets", 1);
        HALFTONE_TRY(const Forest::Aggregate aggregate, aggregateOf(node));
        HALFTONE_TRY(const ScoreTransform transform, scoreTransform(node));
        HALFTONE_TRY(const Forest forest, Forest::ofNodeIds(node, "target"));
        HALFTONE_TRY(const auto bases, numbersAttribute(node, "base_values"));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        if (targets < 1 || (!bases.empty() && static_cast<std::int64_t>(bases.size()) != targets))
            return context.badArgument(std::to_string(bases.size()) + " base_values", std::to_string(targets));
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, Shape{rows.count, targets}));
        auto to = result.mutableAs<float>().begin();
        for (std::int64_t row = 0; row < rows.count; ++row) {
            HALFTONE_TRY(auto scores, forest.evaluate(node, rows.row(row), targets, aggregate));
            for (std::size_t i = 0; i < bases.size(); ++i)
                scores[i] += bases[i];
            transformScores(scores, transform);
            for (const double score : scores)
                *to++ = static_cast<float>(score);
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(TreeEnsembleRegressor)

} // namespace halftone
