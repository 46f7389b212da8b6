// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/class_labels.h"
#include "core/ops/ml/linear_scores.h"
#include "core/ops/ml/score_transform.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

/// Rows of coefficients: one an intercept, else one a label; a single row decides between two labels.
std::int64_t outputsOf(const Node &node, const ClassLabels &labels)
{
    const auto intercepts = static_cast<std::int64_t>(floatsAttribute(node, "intercepts").size());
    return intercepts > 0 ? intercepts : std::max<std::int64_t>(labels.count(), 1);
}

class LinearClassifier final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LinearClassifier", kMl, OpCategory::Layer, "The class with the largest weighted sum of features, and the scores of all."};
    }

    Status infer(InferContext &context) const override
    {
        const ClassLabels labels(context.node());
        const std::int64_t outputs = outputsOf(context.node(), labels);
        labels.infer(context, outputs == 1 && labels.count() == 2 ? 2 : outputs);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const ClassLabels labels(context.node());
        const auto outputs = static_cast<std::size_t>(outputsOf(context.node(), labels));
        HALFTONE_TRY(const ScoreTransform transform, scoreTransform(context.node()));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        HALFTONE_TRY(std::vector<double> sums, linearScores(context, rows, static_cast<std::int64_t>(outputs)));
        std::vector<double> scores;
        std::vector<std::int64_t> classes;
        for (std::size_t at = 0; at < sums.size(); at += outputs) {
            const auto row = std::span(sums).subspan(at, outputs);
            classes.push_back(outputs == 1 ? std::int64_t(row[0] > 0) : std::ranges::max_element(row) - row.begin());
            if (outputs == 1 && labels.count() == 2) {
                const auto both = bothScores(row[0], transform, true);
                scores.insert(scores.end(), both.begin(), both.end());
                continue;
            }
            transformScores(row, transform);
            scores.insert(scores.end(), row.begin(), row.end());
        }
        HALFTONE_TRY(Tensor chosen, labels.of(classes));
        HALFTONE_TRY(
            Tensor all, floatRows(scores, rows.count, outputs == 1 && labels.count() == 2 ? 2 : static_cast<std::int64_t>(outputs)));
        context.setOutput(0, std::move(chosen));
        context.setOutput(1, std::move(all));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(LinearClassifier)

} // namespace halftone
