// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

template <ReduceKind kind>
std::optional<Refusal> lowerReduce(LowerContext &context)
{
    const int rank = context.inputShape(0).rank();
    std::vector<std::int64_t> axes = context.node().intsAttribute("axes");
    if (context.hasInput(1)) {
        const auto given = context.constantInts(1);
        if (!given)
            return context.refuse("axes that are no constants");
        axes = *given;
    }
    if (axes.empty()) {
        if (context.node().intAttribute("noop_with_empty_axes", 0) != 0)
            return context.refuse("no axes");
        for (int axis = 0; axis < rank; ++axis)
            axes.push_back(axis);
    }
    std::vector<int> positive;
    for (const std::int64_t axis : axes) {
        if (axis < -rank || axis >= rank)
            return context.refuse("axes");
        positive.push_back(static_cast<int>(axis < 0 ? axis + rank : axis));
    }
    return context.reduce(kind, 0, positive);
}

} // namespace

HALFTONE_LOWERING(ReduceMean, "", "ReduceMean", lowerReduce<ReduceKind::Mean>)
HALFTONE_LOWERING(ReduceSum, "", "ReduceSum", lowerReduce<ReduceKind::Sum>)
HALFTONE_LOWERING(ReduceMax, "", "ReduceMax", lowerReduce<ReduceKind::Max>)
HALFTONE_LOWERING(ReduceMin, "", "ReduceMin", lowerReduce<ReduceKind::Min>)

} // namespace halftone
