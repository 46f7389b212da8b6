// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

/// The part of one axis of `length`: first element, step, number of elements.
struct AxisRange
{
    std::int64_t first = 0;
    std::int64_t step = 1;
    std::int64_t count = 0;
};

AxisRange axisRange(std::int64_t length, std::int64_t start, std::int64_t end, std::int64_t step)
{
    const auto fromFront = [length](std::int64_t position) { return position < 0 ? position + length : position; };
    AxisRange range;
    range.step = step;
    if (step > 0) {
        range.first = std::clamp<std::int64_t>(fromFront(start), 0, length);
        const std::int64_t last = std::clamp<std::int64_t>(fromFront(end), 0, length);
        range.count = last > range.first ? (last - range.first - 1) / step + 1 : 0;
    } else {
        range.first = std::clamp<std::int64_t>(fromFront(start), -1, length - 1);
        const std::int64_t last = std::clamp<std::int64_t>(end < -length ? -1 : fromFront(end), -1, length - 1);
        // Negating the smallest step would overflow; any step beyond the length takes one element.
        const std::int64_t stride = step < -length ? length + 1 : -step;
        range.count = range.first > last ? (range.first - last - 1) / stride + 1 : 0;
    }
    return range;
}

/// Elements taken from a symbolic length; unknown where start or end cannot be placed.
Dim symbolicCount(const Dim &length, const Dim &start, const Dim &end, std::int64_t step)
{
    constexpr std::int64_t kFar = std::numeric_limits<std::int32_t>::max();
    const auto number = length.value();
    const auto first = start.value();
    const auto last = end.value();
    if (number && first && last)
        return axisRange(*number, *first, *last, step).count;
    if (step != 1)
        return step > 0 && first == 0 && (last.value_or(0) >= kFar || end == length) ? ceilDiv(length, Dim(step)) : Dim::unknown();
    const Dim from = first && *first < 0 ? length + start : start;
    const Dim to = last && *last >= kFar ? length : last && *last < 0 ? length + end : end;
    if (from.isUnknown() || to.isUnknown())
        return Dim::unknown();
    // A plain number may lie beyond a symbolic length: [0 : 5] of N is not certainly 5.
    if (last && *last > 0 && *last < kFar && !number)
        return Dim::unknown();
    const Dim count = to - from;
    return count.value().value_or(0) < 0 ? Dim(0) : count;
}

class Slice final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Slice", "", OpCategory::Tensor, "Cuts out a box: along each given axis from start up to but excluding end, in steps."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        if (!shape) {
            context.setOutput(0, std::move(fact));
            return {};
        }
        fact.type.shape = std::vector<Dim>(shape->size());
        const auto starts = argumentDims(context, 1, "starts");
        const auto ends = argumentDims(context, 2, "ends");
        const auto axes = intsArgument(context, context.opset() < 10 ? -1 : 3, "axes");
        const auto steps = intsArgument(context, context.opset() < 10 ? -1 : 4, "steps");
        const auto length = starts ? std::optional(starts->size()) : ends ? std::optional(ends->size()) : std::nullopt;
        if (axes.given && !axes.values) {
            context.setOutput(0, std::move(fact));
            return {};
        }
        fact.type.shape = *shape;
        const std::size_t count = axes.values ? axes.values->size() : length.value_or(shape->size());
        for (std::size_t i = 0; i < count; ++i) {
            HALFTONE_TRY(const int axis,
                normalizedAxis(
                    context.node(), axes.values ? (*axes.values)[i] : static_cast<std::int64_t>(i), static_cast<int>(shape->size())));
            Dim &dim = (*fact.type.shape)[static_cast<std::size_t>(axis)];
            const std::int64_t step = !steps.given ? 1 : steps.values && i < steps.values->size() ? (*steps.values)[i] : 0;
            const bool known = starts && ends && i < starts->size() && i < ends->size() && step != 0;
            dim = known ? symbolicCount(dim, (*starts)[i], (*ends)[i], step) : Dim::unknown();
        }
        fact.symbolic = slicedElements(context, starts, ends, steps, count);
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &original = context.tensor(0);
        HALFTONE_TRY(const auto starts, intsArgument(context, context.opset() < 10 ? -1 : 1, "starts"));
        HALFTONE_TRY(const auto ends, intsArgument(context, context.opset() < 10 ? -1 : 2, "ends"));
        HALFTONE_TRY(const auto axes, intsArgument(context, context.opset() < 10 ? -1 : 3, "axes"));
        HALFTONE_TRY(const auto steps, intsArgument(context, context.opset() < 10 ? -1 : 4, "steps"));
        if (!starts || !ends || starts->size() != ends->size() || (axes && axes->size() != starts->size())
            || (steps && steps->size() != starts->size()))
            return context.badArgument("starts, ends, axes and steps of different length", "one number an axis");
        HALFTONE_TRY(const Tensor input, unpacked(original));
        Shape shape = input.shape();
        StridedPlace from = densePlace(shape);
        const auto strides = from.strides;
        std::vector<bool> seen(strides.size(), false);
        for (std::size_t i = 0; i < starts->size(); ++i) {
            HALFTONE_TRY(const int axis, normalizedAxis(context.node(), axes ? (*axes)[i] : static_cast<std::int64_t>(i), shape.rank()));
            const auto index = static_cast<std::size_t>(axis);
            const std::int64_t step = steps ? (*steps)[i] : 1;
            if (step == 0 || seen[index])
                return context.badArgument(
                    step == 0 ? "step 0" : "an axis named twice", step == 0 ? "a step other than 0" : "different axes");
            seen[index] = true;
            const AxisRange range = axisRange(shape[axis], (*starts)[i], (*ends)[i], step);
            shape[axis] = range.count;
            from.offset += range.count > 0 ? range.first * strides[index] : 0;
            // With one element the step is never taken and may be as large as it likes.
            from.strides[index] = range.count > 1 ? strides[index] * range.step : strides[index];
        }
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(input.dtype(), shape));
        copyStrided(input, from, result, densePlace(shape), shape);
        HALFTONE_TRY(Tensor typed, packed(result, original.dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }

private:
    static std::optional<std::vector<Dim>> argumentDims(const InferContext &context, int input, std::string_view name)
    {
        if (context.opset() >= 10)
            return context.inputDims(input);
        const auto values = context.node().intsAttribute(name);
        return std::vector<Dim>(values.begin(), values.end());
    }

    static std::optional<std::vector<Dim>> slicedElements(const InferContext &context, const std::optional<std::vector<Dim>> &starts,
        const std::optional<std::vector<Dim>> &ends, const InferredInts &steps, std::size_t count)
    {
        const auto &elements = context.input(0).symbolic;
        if (!elements || context.inputRank(0) != 1 || count != 1 || !starts || !ends || starts->size() != 1 || ends->size() != 1
            || (steps.given && (!steps.values || steps.values->size() != 1)))
            return std::nullopt;
        const auto start = starts->front().value();
        const auto end = ends->front().value();
        const std::int64_t step = steps.given ? steps.values->front() : 1;
        if (!start || !end || step == 0)
            return std::nullopt;
        const AxisRange range = axisRange(static_cast<std::int64_t>(elements->size()), *start, *end, step);
        std::vector<Dim> result;
        for (std::int64_t i = 0; i < range.count; ++i)
            result.push_back((*elements)[static_cast<std::size_t>(range.first + i * range.step)]);
        return result;
    }
};

} // namespace

HALFTONE_OPERATOR(Slice)

} // namespace halftone
