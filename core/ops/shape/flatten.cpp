// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

/// Axis in [0, rank]: the rank itself is allowed here.
Result<int> splitAxis(const Node &node, int rank)
{
    const std::int64_t axis = node.intAttribute("axis", 1);
    if (axis < -rank || axis > rank)
        return badNode(node, "axis " + std::to_string(axis), "within the rank " + std::to_string(rank));
    return static_cast<int>(axis < 0 ? axis + rank : axis);
}

class Flatten final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Flatten", "", OpCategory::Shape, "Makes a matrix: axes before `axis` become its rows, the others its columns."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        if (!shape) {
            context.setOutput(0, context.inputType(0), std::vector<Dim>(2));
            return {};
        }
        HALFTONE_TRY(const int axis, splitAxis(context.node(), static_cast<int>(shape->size())));
        std::vector<Dim> result{Dim(1), Dim(1)};
        for (std::size_t i = 0; i < shape->size(); ++i) {
            Dim &side = result[static_cast<int>(i) < axis ? 0 : 1];
            side = side * (*shape)[i];
        }
        context.setOutput(0, context.inputType(0), std::move(result));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const int axis, splitAxis(context.node(), input.shape().rank()));
        context.setOutput(0, input.reshaped(Shape{input.shape().count(0, axis), input.shape().count(axis, input.shape().rank())}));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(Flatten)

} // namespace halftone
