// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/class_labels.h"
#include "core/ops/ml/forest.h"
#include "core/ops/ml/score_transform.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

/// How scores become a class. With two labels and weights for one class only, that one score decides: beyond a half when no
/// weight is negative (probabilities), else beyond zero (as ONNX Runtime reads the specification).
struct Decision
{
    Decision(const Forest &forest, std::int64_t labels)
    {
        const auto &weights = forest.weights();
        isProbability = std::ranges::all_of(weights, [](const auto &weight) { return weight.value >= 0; });
        const bool one
            = !weights.empty() && std::ranges::all_of(weights, [&](const auto &weight) { return weight.target == weights.front().target; });
        single = (labels == 2 && one) || labels == 1;
        target = single ? static_cast<std::size_t>(weights.empty() ? 0 : weights.front().target) : 0;
    }

    std::int64_t classOf(const std::vector<double> &scores) const
    {
        if (!single)
            return std::ranges::max_element(scores) - scores.begin();
        return scores[target] > (isProbability && scores.size() == 2 ? 0.5 : 0.0) ? 1 : 0;
    }

    void finish(std::vector<double> &scores, ScoreTransform transform) const
    {
        if (single && target == 0 && scores.size() == 2)
            std::ranges::copy(bothScores(scores[0], transform, isProbability), scores.begin());
        else
            transformScores(scores, transform);
    }

    bool isProbability = true;
    bool single = false;
    /// Class whose score is the only one.
    std::size_t target = 0;
};

class TreeEnsembleClassifier final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"TreeEnsembleClassifier", kMl, OpCategory::Layer, "The class for which decision trees vote, and the scores of all."};
    }

    Status infer(InferContext &context) const override
    {
        const ClassLabels labels(context.node());
        labels.infer(context, labels.count());
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Node &node = context.node();
        const ClassLabels labels(node);
        if (labels.count() < 1)
            return badNode(node, "no labels", "classlabels_int64s or classlabels_strings");
        HALFTONE_TRY(const ScoreTransform transform, scoreTransform(node));
        HALFTONE_TRY(const Forest forest, Forest::ofNodeIds(node, "class"));
        HALFTONE_TRY(const auto bases, numbersAttribute(node, "base_values"));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        const Decision decision(forest, labels.count());
        const auto width = static_cast<std::size_t>(labels.count());
        if (!bases.empty() && bases.size() != width && !(decision.single && bases.size() == 1))
            return context.badArgument(std::to_string(bases.size()) + " base_values", std::to_string(width));
        HALFTONE_TRY(Tensor all, Tensor::allocate(DType::Float, Shape{rows.count, labels.count()}));
        auto to = all.mutableAs<float>().begin();
        std::vector<std::int64_t> classes;
        for (std::int64_t row = 0; row < rows.count; ++row) {
            HALFTONE_TRY(auto scores, forest.evaluate(node, rows.row(row), labels.count(), Forest::Aggregate::Sum));
            if (bases.size() == width)
                std::ranges::transform(scores, bases, scores.begin(), std::plus<>());
            else if (!bases.empty())
                scores[decision.target] += bases.front();
            classes.push_back(decision.classOf(scores));
            decision.finish(scores, transform);
            for (const double score : scores)
                *to++ = static_cast<float>(score);
        }
        HALFTONE_TRY(Tensor chosen, labels.of(classes));
        context.setOutput(0, std::move(chosen));
        context.setOutput(1, std::move(all));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(TreeEnsembleClassifier)

} // namespace halftone
