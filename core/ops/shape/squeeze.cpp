// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

class Squeeze final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Squeeze", "", OpCategory::Shape, "Removes the given axes of length one, or all of them when none is given."};
    }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        const auto argument = intsArgument(context, 1, "axes");
        const auto &shape = context.inputShape(0);
        if (shape && argument.given && argument.values) {
            HALFTONE_TRY(const auto axes, normalizedAxes(context.node(), *argument.values, static_cast<int>(shape->size())));
            fact.type.shape.emplace();
            for (std::size_t i = 0; i < shape->size(); ++i)
                if (!std::ranges::binary_search(axes, static_cast<int>(i)))
                    fact.type.shape->push_back((*shape)[i]);
        } else if (shape && !argument.given && std::ranges::all_of(*shape, [](const Dim &dim) { return dim.value().has_value(); })) {
            fact.type.shape.emplace();
            std::ranges::copy_if(*shape, std::back_inserter(*fact.type.shape), [](const Dim &dim) { return dim.value() != 1; });
        }
        if (fact.type.shape)
            fact.symbolic = context.input(0).symbolic;
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.isNull())
            return context.badArgument("no input", "a tensor");
        HALFTONE_TRY(const auto argument, intsArgument(context, 1, "axes"));
        std::vector<std::int64_t> dims;
        if (argument) {
            HALFTONE_TRY(const auto axes, normalizedAxes(context.node(), *argument, input.shape().rank()));
            for (int axis = 0; axis < input.shape().rank(); ++axis) {
                const bool removed = std::ranges::binary_search(axes, axis);
                if (removed && input.shape()[axis] != 1)
                    return context.badArgument("axis of length " + std::to_string(input.shape()[axis]), "axes of length 1");
                if (!removed)
                    dims.push_back(input.shape()[axis]);
            }
        } else {
            std::ranges::copy_if(input.shape().dims(), std::back_inserter(dims), [](std::int64_t dim) { return dim != 1; });
        }
        context.setOutput(0, input.reshaped(Shape(std::move(dims))));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(Squeeze)

} // namespace halftone
