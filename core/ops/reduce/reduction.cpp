// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

#include <algorithm>

namespace halftone {

namespace {

/// Reduced axes for a tensor of `rank`; empty: none.
Result<std::vector<int>> reducedAxes(const Node &node, const std::optional<std::vector<std::int64_t>> &given, int rank)
{
    if (given && !given->empty())
        return normalizedAxes(node, *given, rank);
    std::vector<int> axes;
    if (node.intAttribute("noop_with_empty_axes", 0) == 0)
        for (int axis = 0; axis < rank; ++axis)
            axes.push_back(axis);
    return axes;
}

} // namespace

Status ReduceOperator::infer(InferContext &context) const
{
    const auto &shape = context.inputShape(0);
    Fact fact = Fact::of(context.inputType(0), std::nullopt);
    const auto argument = intsArgument(context, 1, "axes");
    const bool keep = context.node().intAttribute("keepdims", 1) != 0;
    if (shape && argument.given && !argument.values) {
        if (keep)
            fact.type.shape = std::vector<Dim>(shape->size());
    } else if (shape) {
        HALFTONE_TRY(const auto axes, reducedAxes(context.node(), argument.values, static_cast<int>(shape->size())));
        fact.type.shape.emplace();
        for (std::size_t axis = 0; axis < shape->size(); ++axis) {
            const bool reduced = std::ranges::binary_search(axes, static_cast<int>(axis));
            if (!reduced)
                fact.type.shape->push_back((*shape)[axis]);
            else if (keep)
                fact.type.shape->push_back(Dim(1));
        }
        if (const auto &elements = context.input(0).symbolic; elements && !axes.empty())
            fact.symbolic = std::vector<Dim>{onDims(*elements)};
    }
    context.setOutput(0, std::move(fact));
    return {};
}

Cost ReduceOperator::cost(const NodeView &, const CostShapes &shapes) const
{
    const Shape *input = shapeAt(shapes.inputs, 0);
    return {0, input ? input->count() : 0};
}

Result<ReductionRows> reductionRows(const KernelContext &context)
{
    const Tensor &original = context.tensor(0);
    if (original.isNull())
        return context.badArgument("no input 0", "a tensor");
    HALFTONE_TRY(const auto argument, intsArgument(context, 1, "axes"));
    const Shape &shape = original.shape();
    HALFTONE_TRY(const auto axes, reducedAxes(context.node(), argument, shape.rank()));
    ReductionRows rows;
    HALFTONE_TRY(rows.tensor,
        castTensor(original,
            isNarrowFloat(original.dtype())       ? DType::Float
                : original.dtype() == DType::Bool ? DType::UInt8
                                                  : original.dtype()));
    const bool keep = context.node().intAttribute("keepdims", 1) != 0;
    const auto strides = shape.strides();
    StridedPlace from;
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> extents;
    rows.rows = 1;
    rows.length = 1;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        const bool reduced = std::ranges::binary_search(axes, axis);
        if (!reduced) {
            rows.rows *= shape[axis];
            extents.push_back(shape[axis]);
            from.strides.push_back(strides[static_cast<std::size_t>(axis)]);
        }
        if (!reduced || keep)
            kept.push_back(reduced ? 1 : shape[axis]);
    }
    for (const int axis : axes) {
        rows.length *= shape[axis];
        extents.push_back(shape[axis]);
        from.strides.push_back(strides[static_cast<std::size_t>(axis)]);
    }
    rows.result = Shape(std::move(kept));
    rows.none = axes.empty() && shape.rank() > 0;
    if (from.strides != strides && shape.count() > 0) {
        const Shape moved(std::move(extents));
        HALFTONE_TRY(Tensor ordered, Tensor::allocateUninitialized(rows.tensor.dtype(), moved));
        copyStrided(rows.tensor, from, ordered, densePlace(moved), moved);
        rows.tensor = std::move(ordered);
    }
    return rows;
}

} // namespace halftone
