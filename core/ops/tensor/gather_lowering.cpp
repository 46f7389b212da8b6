// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerGather(LowerContext &context)
{
    const std::int64_t axis = context.node().intAttribute("axis", 0);
    return context.gather(axis < 0 ? axis + context.inputShape(0).rank() : axis);
}

} // namespace

HALFTONE_LOWERING(Gather, "", "Gather", lowerGather)

} // namespace halftone
