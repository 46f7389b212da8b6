// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class Scaler final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Scaler", kMl, OpCategory::Normalization, "(x − offset) · scale, with one offset and scale or one a column."};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Float, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const std::vector<float> offsets = floatsAttribute(context.node(), "offset");
        const std::vector<float> scales = floatsAttribute(context.node(), "scale");
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        for (const auto *list : {&offsets, &scales})
            if (list->size() != 1 && static_cast<std::int64_t>(list->size()) != rows.width)
                return context.badArgument(std::to_string(list->size()) + " numbers", "one, or one a column");
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, context.tensor(0).shape()));
        const auto from = rows.values.as<double>();
        const auto to = result.mutableAs<float>();
        for (std::size_t i = 0; i < from.size(); ++i) {
            const std::size_t column = i % static_cast<std::size_t>(rows.width);
            to[i] = (static_cast<float>(from[i]) - offsets[offsets.size() == 1 ? 0 : column]) * scales[scales.size() == 1 ? 0 : column];
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Scaler)

} // namespace halftone
