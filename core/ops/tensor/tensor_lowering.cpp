// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

#include <algorithm>

namespace halftone {

namespace {

std::optional<Refusal> lowerReshape(LowerContext &context)
{
    if (context.inputType(0) == DType::String || context.inputShape(0).count() != context.outputShape(0).count())
        return context.refuse("shape");
    return context.reshape(0);
}

std::optional<Refusal> lowerTranspose(LowerContext &context)
{
    const int rank = context.inputShape(0).rank();
    auto permutation = context.node().intsAttribute("perm");
    if (permutation.empty())
        for (int axis = rank - 1; axis >= 0; --axis)
            permutation.push_back(axis);
    for (std::int64_t &axis : permutation) {
        if (axis < 0)
            axis += rank;
        if (axis < 0 || axis >= rank)
            return context.refuse("permutation");
    }
    return context.transpose(0, permutation);
}

std::optional<Refusal> lowerConcat(LowerContext &context)
{
    const int rank = context.outputShape(0).rank();
    std::int64_t axis = context.node().intAttribute("axis", 1);
    if (axis < 0)
        axis += rank;
    if (axis < 0 || axis >= rank)
        return context.refuse("axis");
    return context.concat(static_cast<int>(axis));
}

/// Split into parts of the sizes that inference found.
std::optional<Refusal> lowerSplit(LowerContext &context)
{
    const Shape input = context.inputShape(0);
    std::int64_t axis = context.node().intAttribute("axis", 0);
    if (axis < 0)
        axis += input.rank();
    if (axis < 0 || axis >= input.rank())
        return context.refuse("axis");
    std::vector<std::int64_t> starts(static_cast<std::size_t>(input.rank()), 0);
    const std::vector<std::int64_t> steps(static_cast<std::size_t>(input.rank()), 1);
    for (std::size_t i = 0; i < context.node().outputs.size(); ++i) {
        if (context.node().outputs[i] == kNone)
            return context.refuse("absent output");
        if (auto refusal = context.slice(static_cast<int>(i), 0, starts, steps))
            return refusal;
        starts[static_cast<std::size_t>(axis)] += context.outputShape(static_cast<int>(i))[static_cast<int>(axis)];
    }
    return std::nullopt;
}

std::optional<Refusal> lowerSlice(LowerContext &context)
{
    const Shape input = context.inputShape(0);
    const auto rank = static_cast<std::size_t>(input.rank());
    std::optional<std::vector<std::int64_t>> begins;
    std::optional<std::vector<std::int64_t>> axes = std::vector<std::int64_t>();
    std::optional<std::vector<std::int64_t>> steps = std::vector<std::int64_t>();
    if (context.opset() < 10) {
        begins = context.node().intsAttribute("starts");
        axes = context.node().intsAttribute("axes");
    } else {
        begins = context.constantInts(1);
        if (context.hasInput(3))
            axes = context.constantInts(3);
        if (context.hasInput(4))
            steps = context.constantInts(4);
    }
    if (!begins || !axes || !steps)
        return context.refuse("bounds that are no constants");
    if (axes->empty())
        for (std::size_t i = 0; i < begins->size(); ++i)
            axes->push_back(static_cast<std::int64_t>(i));
    steps->resize(begins->size(), 1);
    if (axes->size() != begins->size())
        return context.refuse("axes");
    std::vector<std::int64_t> starts(rank, 0);
    std::vector<std::int64_t> strides(rank, 1);
    for (std::size_t i = 0; i < begins->size(); ++i) {
        std::int64_t axis = (*axes)[i];
        if (axis < 0)
            axis += input.rank();
        if (axis < 0 || axis >= input.rank() || (*steps)[i] <= 0)
            return context.refuse("step");
        std::int64_t start = (*begins)[i];
        if (start < 0)
            start += input[static_cast<int>(axis)];
        starts[static_cast<std::size_t>(axis)] = std::clamp<std::int64_t>(start, 0, input[static_cast<int>(axis)]);
        strides[static_cast<std::size_t>(axis)] = (*steps)[i];
    }
    for (std::size_t axis = 0; axis < rank; ++axis) {
        const std::int64_t last = starts[axis] + (context.outputShape(0)[static_cast<int>(axis)] - 1) * strides[axis];
        if (last >= input[static_cast<int>(axis)])
            return context.refuse("bounds");
    }
    return context.slice(0, 0, starts, strides);
}

} // namespace

HALFTONE_LOWERING(Reshape, "", "Reshape", lowerReshape)
HALFTONE_LOWERING(Flatten, "", "Flatten", lowerReshape)
HALFTONE_LOWERING(Squeeze, "", "Squeeze", lowerReshape)
HALFTONE_LOWERING(Unsqueeze, "", "Unsqueeze", lowerReshape)
HALFTONE_LOWERING(Identity, "", "Identity", lowerReshape)
HALFTONE_LOWERING(Transpose, "", "Transpose", lowerTranspose)
HALFTONE_LOWERING(Concat, "", "Concat", lowerConcat)
HALFTONE_LOWERING(Split, "", "Split", lowerSplit)
HALFTONE_LOWERING(Slice, "", "Slice", lowerSlice)

} // namespace halftone
