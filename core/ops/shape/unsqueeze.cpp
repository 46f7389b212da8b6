// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

template <typename T>
std::vector<T> withOnes(const std::vector<T> &dims, const std::vector<int> &axes)
{
    std::vector<T> result = dims;
    for (const int axis : axes)
        result.insert(result.begin() + axis, T(1));
    return result;
}

class Unsqueeze final : public Operator
{
public:
    OpInfo info() const override { return {"Unsqueeze", "", OpCategory::Shape, "Inserts axes of length one; axes count in the output."}; }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        const auto argument = intsArgument(context, 1, "axes");
        const auto &shape = context.inputShape(0);
        if (shape && argument.values) {
            const int rank = static_cast<int>(shape->size() + argument.values->size());
            HALFTONE_TRY(const auto axes, normalizedAxes(context.node(), *argument.values, rank));
            fact.type.shape = withOnes(*shape, axes);
            fact.symbolic = context.input(0).symbolic;
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.isNull())
            return context.badArgument("no input", "a tensor");
        HALFTONE_TRY(const auto argument, intsArgument(context, 1, "axes"));
        if (!argument)
            return context.badArgument("no axes", "axes");
        HALFTONE_TRY(const auto axes, normalizedAxes(context.node(), *argument, input.shape().rank() + static_cast<int>(argument->size())));
        context.setOutput(0, input.reshaped(Shape(withOnes(input.shape().dims(), axes))));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(Unsqueeze)

} // namespace halftone
