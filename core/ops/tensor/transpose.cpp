// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

/// Input axis of each output axis; the reverse order when `perm` is absent.
Result<std::vector<std::size_t>> permutation(const Node &node, int rank)
{
    const auto given = node.intsAttribute("perm");
    std::vector<std::size_t> order;
    if (!node.attribute("perm")) {
        for (int axis = rank; axis > 0; --axis)
            order.push_back(static_cast<std::size_t>(axis - 1));
        return order;
    }
    HALFTONE_TRY(const auto sorted, normalizedAxes(node, given, rank));
    if (static_cast<int>(sorted.size()) != rank)
        return badNode(node, "perm of " + std::to_string(sorted.size()) + " axes", "the rank " + std::to_string(rank));
    for (const std::int64_t axis : given)
        order.push_back(static_cast<std::size_t>(axis < 0 ? axis + rank : axis));
    return order;
}

class Transpose final : public Operator
{
public:
    OpInfo info() const override { return {"Transpose", "", OpCategory::Transform, "Reorders the axes."}; }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        if (shape) {
            HALFTONE_TRY(const auto order, permutation(context.node(), static_cast<int>(shape->size())));
            fact.type.shape.emplace();
            for (const std::size_t axis : order)
                fact.type.shape->push_back((*shape)[axis]);
            if (shape->size() <= 1)
                fact.symbolic = context.input(0).symbolic;
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor input, unpacked(context.tensor(0)));
        HALFTONE_TRY(const auto order, permutation(context.node(), input.shape().rank()));
        std::vector<std::int64_t> dims;
        StridedPlace from;
        const auto strides = input.shape().strides();
        for (const std::size_t axis : order) {
            dims.push_back(input.shape().dims()[axis]);
            from.strides.push_back(strides[axis]);
        }
        const Shape shape(std::move(dims));
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(input.dtype(), shape));
        copyStrided(input, from, result, densePlace(shape), shape);
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(Transpose)

} // namespace halftone
