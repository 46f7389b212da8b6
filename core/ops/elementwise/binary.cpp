// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

/// Before opset 7: ones appended so that operand B starts at attribute `axis` of A.
std::size_t onesAppended(const Node &node, std::int64_t opset, std::size_t rankA, std::size_t rankB)
{
    if (opset >= 7 || node.intAttribute("broadcast", 0) == 0 || !node.attribute("axis"))
        return 0;
    std::int64_t axis = node.intAttribute("axis", 0);
    if (axis < 0)
        axis += static_cast<std::int64_t>(rankA);
    const std::int64_t ones = static_cast<std::int64_t>(rankA) - axis - static_cast<std::int64_t>(rankB);
    return ones > 0 && ones <= static_cast<std::int64_t>(rankA) ? static_cast<std::size_t>(ones) : 0;
}

} // namespace

Status BroadcastOperator::infer(InferContext &context) const
{
    const DType type = outputType(context);
    for (int i = 0; i < context.inputCount(); ++i) {
        if (!context.inputShape(i)) {
            context.setOutput(0, type, std::nullopt);
            return {};
        }
    }
    std::vector<Dim> shape = context.inputCount() ? *context.inputShape(0) : std::vector<Dim>();
    bool contradiction = false;
    for (int i = 1; i < context.inputCount(); ++i) {
        std::vector<Dim> other = *context.inputShape(i);
        other.resize(other.size() + (i == 1 ? onesAppended(context.node(), context.opset(), shape.size(), other.size()) : 0), Dim(1));
        std::vector<Dim> before = shape;
        shape = broadcastDims(before, other, contradiction);
        if (contradiction)
            return context.badArgument(
                Type::tensor(type, before).toString() + " and " + Type::tensor(type, other).toString(), "shapes that broadcast");
    }
    Fact fact = Fact::of(type, shape);
    const auto &a = context.input(0).symbolic;
    const auto &b = context.input(1).symbolic;
    if (context.inputCount() == 2 && shape.size() <= 1 && (a || b)) {
        const auto left = context.inputDims(0);
        const auto right = context.inputDims(1);
        if (left && right && (left->size() == right->size() || left->size() == 1 || right->size() == 1)) {
            fact.symbolic.emplace();
            for (std::size_t i = 0; i < std::max(left->size(), right->size()); ++i)
                fact.symbolic->push_back(onDims((*left)[left->size() == 1 ? 0 : i], (*right)[right->size() == 1 ? 0 : i]));
        }
    }
    context.setOutput(0, std::move(fact));
    return {};
}

Result<Tensor> broadcastOperand(const KernelContext &context, int index)
{
    const Tensor &tensor = context.tensor(index);
    if (tensor.isNull())
        return context.badArgument("no input " + std::to_string(index), "a tensor");
    if (index != 1)
        return tensor;
    const auto ones = onesAppended(context.node(), context.opset(), static_cast<std::size_t>(context.tensor(0).shape().rank()),
        static_cast<std::size_t>(tensor.shape().rank()));
    if (ones == 0)
        return tensor;
    std::vector<std::int64_t> dims = tensor.shape().dims();
    dims.resize(dims.size() + ones, 1);
    return tensor.reshaped(Shape(std::move(dims)));
}

Result<Shape> broadcastShape(const KernelContext &context, const Shape &a, const Shape &b)
{
    const Shape &longer = a.rank() >= b.rank() ? a : b;
    const Shape &shorter = a.rank() >= b.rank() ? b : a;
    Shape result = longer;
    const int skipped = longer.rank() - shorter.rank();
    for (int axis = 0; axis < shorter.rank(); ++axis) {
        std::int64_t &extent = result[skipped + axis];
        if (extent == 1)
            extent = shorter[axis];
        else if (shorter[axis] != 1 && shorter[axis] != extent)
            return context.badArgument("shapes " + a.toString() + " and " + b.toString(), "shapes that broadcast");
    }
    return result;
}

Status checkSameType(const KernelContext &context, const Tensor &a, const Tensor &b)
{
    if (a.isNull() || b.isNull())
        return context.badArgument("an input that is no tensor", "two tensors");
    if (a.dtype() != b.dtype())
        return context.badArgument("types " + std::string(dtypeName(a.dtype())) + " and " + std::string(dtypeName(b.dtype())), "one type");
    return {};
}

} // namespace halftone
