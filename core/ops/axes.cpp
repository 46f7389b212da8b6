// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

Result<std::optional<std::vector<std::int64_t>>> intsArgument(const KernelContext &context, int input, std::string_view name)
{
    if (context.hasInput(input)) {
        HALFTONE_TRY(auto values, context.ints(input));
        return std::optional(std::move(values));
    }
    if (context.node().attribute(name))
        return std::optional(context.node().intsAttribute(name));
    return std::optional<std::vector<std::int64_t>>();
}

InferredInts intsArgument(const InferContext &context, int input, std::string_view name)
{
    if (context.hasInput(input))
        return {true, context.inputInts(input)};
    if (context.node().attribute(name))
        return {true, context.node().intsAttribute(name)};
    return {};
}

Result<std::vector<int>> normalizedAxes(const Node &node, const std::vector<std::int64_t> &axes, int rank)
{
    std::vector<int> result;
    for (const std::int64_t axis : axes) {
        if (axis < -rank || axis >= rank)
            return Error(errc::kBadArgument, {node.opType, "axis " + std::to_string(axis), "an axis of rank " + std::to_string(rank)},
                nodePlace(node));
        result.push_back(static_cast<int>(axis < 0 ? axis + rank : axis));
    }
    std::ranges::sort(result);
    if (std::ranges::adjacent_find(result) != result.end())
        return Error(errc::kBadArgument, {node.opType, "an axis named twice", "different axes"}, nodePlace(node));
    return result;
}

Result<std::optional<std::vector<Dim>>> shapeOfSomeSlices(const InferContext &context)
{
    if (!context.node().attribute("axis"))
        return std::optional(std::vector<Dim>{Dim::unknown()});
    std::optional<std::vector<Dim>> shape = context.inputShape(0);
    if (shape) {
        HALFTONE_TRY(
            const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(shape->size())));
        (*shape)[static_cast<std::size_t>(axis)] = Dim::unknown();
    }
    return shape;
}

} // namespace halftone
