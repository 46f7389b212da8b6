// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerBatchNormalization(LowerContext &context)
{
    const Node &node = context.node();
    for (std::size_t i = 1; i < node.outputs.size(); ++i)
        if (node.outputs[i] != kNone)
            return context.refuse("training outputs");
    if (node.intAttribute("training_mode", 0) != 0 || context.inputCount() < 5 || context.opset() < 7)
        return context.refuse("training mode");
    return context.batchNormalization(0, 1, 2, 3, 4, node.floatAttribute("epsilon", 1e-5F));
}

std::optional<Refusal> lowerLayerNormalization(LowerContext &context)
{
    const Node &node = context.node();
    for (std::size_t i = 1; i < node.outputs.size(); ++i)
        if (node.outputs[i] != kNone)
            return context.refuse("mean as an output");
    const int rank = context.inputShape(0).rank();
    std::int64_t axis = node.intAttribute("axis", -1);
    if (axis < 0)
        axis += rank;
    if (axis < 0 || axis >= rank)
        return context.refuse("axis");
    return context.layerNormalization(
        0, context.hasInput(1) ? 1 : -1, context.hasInput(2) ? 2 : -1, static_cast<int>(axis), node.floatAttribute("epsilon", 1e-5F));
}

} // namespace

HALFTONE_LOWERING(BatchNormalization, "", "BatchNormalization", lowerBatchNormalization)
HALFTONE_LOWERING(LayerNormalization, "", "LayerNormalization", lowerLayerNormalization)

} // namespace halftone
