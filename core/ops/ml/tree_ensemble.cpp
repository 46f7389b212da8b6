// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/forest.h"
#include "core/ops/ml/score_transform.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <algorithm>

namespace halftone {

namespace {

class TreeEnsemble final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"TreeEnsemble", kMl, OpCategory::Layer,
            "Decision trees: the leaves that a row reaches, summed or otherwise combined by target.", 5};
    }

    Status infer(InferContext &context) const override
    {
        inferRows(context, 0, context.inputType(0), context.node().intAttribute("n_targets", 1));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Node &node = context.node();
        const std::int64_t targets = node.intAttribute("n_targets", 1);
        const std::int64_t aggregate = node.intAttribute("aggregate_function", 1);
        const std::int64_t transform = node.intAttribute("post_transform", 0);
        if (targets < 1 || aggregate < 0 || aggregate > 3 || transform < 0 || transform > 4)
            return badNode(node, "n_targets, aggregate_function or post_transform out of range", "what the specification numbers");
        HALFTONE_TRY(const Forest forest, Forest::ofRoots(node));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        HALFTONE_TRY(Tensor scores, Tensor::allocate(DType::Double, Shape{rows.count, targets}));
        for (std::int64_t row = 0; row < rows.count; ++row) {
            HALFTONE_TRY(auto all, forest.evaluate(node, rows.row(row), targets, static_cast<Forest::Aggregate>(aggregate)));
            transformScores(all, static_cast<ScoreTransform>(transform));
            std::ranges::copy(all, scores.mutableAs<double>().begin() + row * targets);
        }
        HALFTONE_TRY(Tensor result, castTensor(scores, context.tensor(0).dtype()));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(TreeEnsemble)

} // namespace halftone
