// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/broadcast.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/broadcast_index.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

/// Inputs: condition; X, its scale and zero point; Y, its scale and zero point; scale and zero point of Z.
class QLinearWhere final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QLinearWhere", kMicrosoft, OpCategory::Quantization,
            "Picks elements from two quantized tensors by a condition and rounds them to the output's scale."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &condition = context.inputShape(0);
        const auto &a = context.inputShape(1);
        const auto &b = context.inputShape(4);
        bool contradiction = false;
        std::optional<std::vector<Dim>> dims;
        if (condition && a && b)
            dims = broadcastDims(broadcastDims(*condition, *a, contradiction), *b, contradiction);
        if (contradiction)
            return context.badArgument("a condition and operands of these shapes", "shapes that broadcast");
        context.setOutput(0, context.input(1).dtype(), std::move(dims));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &condition = context.tensor(0).shape();
        const auto both = broadcastShapes(context.tensor(1).shape(), context.tensor(4).shape());
        const auto shape = both ? broadcastShapes(condition, *both) : std::nullopt;
        const auto count = shape ? shape->checkedCount() : std::nullopt;
        if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(float)))
            return context.badArgument(
                "shapes " + condition.toString() + ", " + context.tensor(1).shape().toString(), "shapes that broadcast");
        HALFTONE_TRY(const auto picks, elements<std::int32_t>(context, 0));
        HALFTONE_TRY(const std::vector<float> x, dequantizedInput(context, 1, 2, 3));
        HALFTONE_TRY(const std::vector<float> y, dequantizedInput(context, 4, 5, 6));
        std::vector<float> values;
        values.reserve(static_cast<std::size_t>(*count));
        BroadcastIndex index(*shape, {&condition, &context.tensor(1).shape(), &context.tensor(4).shape()});
        for (std::int64_t i = 0; i < *count; ++i, index.next())
            values.push_back(
                picks[index.offset(0)] != 0 ? x[static_cast<std::size_t>(index.offset(1))] : y[static_cast<std::size_t>(index.offset(2))]);
        return quantizeOutput(context, context.tensor(1).dtype(), *shape, values, 7, 8);
    }
};

} // namespace

HALFTONE_OPERATOR(QLinearWhere)

} // namespace halftone
