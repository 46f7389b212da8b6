// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fusion.h"
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerActivation(LowerContext &context)
{
    if (context.inputType(0) != DType::Float)
        return context.refuse("type");
    const auto activation = activationOf(*context.view().graph, context.node());
    if (!activation)
        return context.refuse("parameters that are no constants");
    return context.activation(0, *activation);
}

std::optional<Refusal> lowerSoftmaxWith(LowerContext &context, bool logarithm)
{
    const int rank = context.inputShape(0).rank();
    std::int64_t axis = context.node().intAttribute("axis", context.opset() < 13 ? 1 : -1);
    if (axis < 0)
        axis += rank;
    // Before opset 13 all axes from `axis` on are one.
    if (rank == 0 || axis < 0 || axis >= rank
        || (context.opset() < 13 && context.inputShape(0).count(static_cast<int>(axis) + 1, rank) != 1))
        return context.refuse("axis");
    return context.softmax(0, static_cast<int>(axis), logarithm);
}

std::optional<Refusal> lowerSoftmax(LowerContext &context) { return lowerSoftmaxWith(context, false); }
std::optional<Refusal> lowerLogSoftmax(LowerContext &context) { return lowerSoftmaxWith(context, true); }

} // namespace

HALFTONE_LOWERING(Relu, "", "Relu", lowerActivation)
HALFTONE_LOWERING(LeakyRelu, "", "LeakyRelu", lowerActivation)
HALFTONE_LOWERING(Clip, "", "Clip", lowerActivation)
HALFTONE_LOWERING(Sigmoid, "", "Sigmoid", lowerActivation)
HALFTONE_LOWERING(Tanh, "", "Tanh", lowerActivation)
HALFTONE_LOWERING(Elu, "", "Elu", lowerActivation)
HALFTONE_LOWERING(HardSwish, "", "HardSwish", lowerActivation)
HALFTONE_LOWERING(HardSigmoid, "", "HardSigmoid", lowerActivation)
HALFTONE_LOWERING(Gelu, "", "Gelu", lowerActivation)
HALFTONE_LOWERING(MicrosoftGelu, "com.microsoft", "Gelu", lowerActivation)
HALFTONE_LOWERING(QuickGelu, "com.microsoft", "QuickGelu", lowerActivation)
HALFTONE_LOWERING(Swish, "", "Swish", lowerActivation)
HALFTONE_LOWERING(Softplus, "", "Softplus", lowerActivation)
HALFTONE_LOWERING(Mish, "", "Mish", lowerActivation)
HALFTONE_LOWERING(Softmax, "", "Softmax", lowerSoftmax)
HALFTONE_LOWERING(LogSoftmax, "", "LogSoftmax", lowerLogSoftmax)

} // namespace halftone
