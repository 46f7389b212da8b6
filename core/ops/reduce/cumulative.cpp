// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/cumulative.h"

#include "core/ops/kernel_context.h"

namespace halftone {

Result<int> cumulativeAxis(const KernelContext &context, int rank)
{
    HALFTONE_TRY(const auto axis, context.ints(1));
    if (axis.size() != 1)
        return context.badArgument(std::to_string(axis.size()) + " axes", "one axis");
    return normalizedAxis(context.node(), axis.front(), rank);
}

} // namespace halftone
