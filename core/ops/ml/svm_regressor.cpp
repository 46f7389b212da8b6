// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/score_transform.h"
#include "core/ops/ml/support_vectors.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

class SvmRegressor final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SVMRegressor", kMl, OpCategory::Layer, "A number for each row from its likeness to support vectors."};
    }

    Status infer(InferContext &context) const override
    {
        inferRows(context, 0, DType::Float, 1);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Node &node = context.node();
        const auto coefficients = floatsAttribute(node, "coefficients");
        const auto vectors = floatsAttribute(node, "support_vectors");
        const auto rho = floatsAttribute(node, "rho");
        const std::int64_t supports = node.intAttribute("n_supports", 0);
        const bool oneClass = node.intAttribute("one_class", 0) != 0;
        HALFTONE_TRY(const ScoreTransform transform, scoreTransform(node));
        HALFTONE_TRY(const SvmKernel kernel, SvmKernel::of(node));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        const auto width = static_cast<std::size_t>(rows.width);
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(supports, 0));
        const bool fits = count > 0
            ? coefficients.size() == count && width > 0 && vectors.size() / width == count && vectors.size() % width == 0
            : coefficients.size() == width;
        if (!fits || rho.empty())
            return context.badArgument(std::to_string(coefficients.size()) + " coefficients, " + std::to_string(vectors.size())
                    + " numbers of support vectors, " + std::to_string(rho.size()) + " rho",
                "n_supports coefficients, n_supports × " + std::to_string(width) + ", and 1");
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, Shape{rows.count, 1}));
        for (std::int64_t row = 0; row < rows.count; ++row) {
            double sum = count > 0 ? 0 : SvmKernel::linear()(rows.row(row), coefficients);
            for (std::size_t i = 0; i < count; ++i)
                sum += coefficients[i] * kernel(rows.row(row), std::span(vectors).subspan(i * width, width));
            sum += rho.front();
            if (oneClass)
                sum = sum > 0 ? 1 : -1;
            else
                transformScores(std::span(&sum, 1), transform);
            result.mutableAs<float>()[static_cast<std::size_t>(row)] = static_cast<float>(sum);
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SvmRegressor)

} // namespace halftone
