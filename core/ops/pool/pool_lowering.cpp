// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/pool/pool_lowering.h"

#include "core/ops/lowering.h"
#include "core/ops/nn/lowered_window.h"

namespace halftone {

std::optional<Refusal> lowerPool(LowerContext &context, PoolSpec::Kind kind, Operand input)
{
    const Node &node = context.node();
    const Shape &shape = context.inputShape(0);
    if (shape.rank() < 3 || shape.rank() > 5 || (node.outputs.size() > 1 && node.outputs[1] != kNone))
        return context.refuse("rank or indices");
    const auto window = lowerWindow(node, shape, context.outputShape(0), node.intsAttribute("kernel_shape"));
    if (!window)
        return context.refuse("window");
    PoolSpec spec;
    spec.kind = kind;
    spec.input = std::move(input);
    spec.kernel = node.intsAttribute("kernel_shape");
    spec.strides = window->strides;
    spec.dilations = window->dilations;
    spec.padsBegin = window->padsBegin;
    spec.padsEnd = window->padsEnd;
    for (std::size_t i = 0; i < spec.kernel.size(); ++i) {
        const std::int64_t reach = (spec.kernel[i] - 1) * spec.dilations[i] + 1;
        if (spec.padsBegin[i] >= reach || spec.padsEnd[i] >= reach)
            return context.refuse("padding beyond the window");
    }
    // With ceil_mode the last window may leave the padded input; only averages that count padding would notice.
    if (kind == PoolSpec::Kind::AverageIncludingPadding && node.intAttribute("ceil_mode", 0) != 0)
        return context.refuse("ceil_mode");
    return context.pool(spec);
}

std::optional<Refusal> lowerGlobalPool(LowerContext &context, PoolSpec::Kind kind, Operand input)
{
    const Shape &shape = context.inputShape(0);
    if (shape.rank() < 3 || shape.rank() > 5)
        return context.refuse("rank");
    const auto spatial = static_cast<std::size_t>(shape.rank() - 2);
    PoolSpec spec;
    spec.kind = kind;
    spec.input = std::move(input);
    spec.kernel.assign(shape.begin() + 2, shape.end());
    spec.strides.assign(spatial, 1);
    spec.dilations.assign(spatial, 1);
    spec.padsBegin.assign(spatial, 0);
    spec.padsEnd.assign(spatial, 0);
    return context.pool(spec);
}

namespace {

std::optional<Refusal> lowerMaxPool(LowerContext &context) { return lowerPool(context, PoolSpec::Kind::Max, context.operand(0)); }

std::optional<Refusal> lowerAveragePool(LowerContext &context)
{
    const bool counts = context.node().intAttribute("count_include_pad", 0) != 0;
    return lowerPool(
        context, counts ? PoolSpec::Kind::AverageIncludingPadding : PoolSpec::Kind::AverageExcludingPadding, context.operand(0));
}

std::optional<Refusal> lowerGlobalAveragePool(LowerContext &context)
{
    return lowerGlobalPool(context, PoolSpec::Kind::AverageExcludingPadding, context.operand(0));
}
std::optional<Refusal> lowerGlobalMaxPool(LowerContext &context)
{
    return lowerGlobalPool(context, PoolSpec::Kind::Max, context.operand(0));
}

} // namespace

HALFTONE_LOWERING(MaxPool, "", "MaxPool", lowerMaxPool)
HALFTONE_LOWERING(AveragePool, "", "AveragePool", lowerAveragePool)
HALFTONE_LOWERING(GlobalAveragePool, "", "GlobalAveragePool", lowerGlobalAveragePool)
HALFTONE_LOWERING(GlobalMaxPool, "", "GlobalMaxPool", lowerGlobalMaxPool)

} // namespace halftone
