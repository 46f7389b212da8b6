// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/normalize.h"
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

std::optional<Refusal> lowerRmsNormalization(LowerContext &context)
{
    const Shape &shape = context.inputShape(0);
    std::int64_t axis = context.node().intAttribute("axis", -1);
    axis += axis < 0 ? shape.rank() : 0;
    if (axis < 0 || axis >= shape.rank() || context.inputType(0) != DType::Float || context.inputType(1) != DType::Float)
        return context.refuse("type or axis");
    NormalizedRows rows;
    rows.width = shape.count(static_cast<int>(axis), shape.rank());
    rows.rows = shape.count() / rows.width;
    rows.centers = false;
    rows.epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
    if (context.inputShape(1).count() != rows.width)
        return context.refuse("scale");
    return context.kernel("normalized rows", {0, 1}, [given = rows](std::byte *const *at) {
        NormalizedRows all = given;
        all.input = reinterpret_cast<const float *>(at[0]);
        all.gamma = reinterpret_cast<const float *>(at[1]);
        all.result = reinterpret_cast<float *>(at[2]);
        normalizeRows(all);
    });
}

std::optional<Refusal> lowerInstanceNormalization(LowerContext &context)
{
    const Shape &shape = context.inputShape(0);
    if (shape.rank() < 2)
        return context.refuse("rank");
    const std::int64_t channels = shape[1];
    for (int i = 0; i < 3; ++i)
        if (context.inputType(i) != DType::Float || (i > 0 && context.inputShape(i).count() != channels))
            return context.refuse("type, or length of the parameters");
    const auto epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
    const std::int64_t planes = shape[0] * channels;
    return context.kernel("normalized rows", {0, 1, 2}, [=, size = shape.count() / planes](std::byte *const *at) {
        const auto floats = [at](int index) { return reinterpret_cast<float *>(at[index]); };
        normalizePlanes(floats(0), floats(3), planes, size, channels, floats(1), floats(2), epsilon);
    });
}

} // namespace

HALFTONE_LOWERING(RmsNormalization, "", "RMSNormalization", lowerRmsNormalization)
HALFTONE_LOWERING(InstanceNormalization, "", "InstanceNormalization", lowerInstanceNormalization)
HALFTONE_LOWERING(BatchNormalization, "", "BatchNormalization", lowerBatchNormalization)
HALFTONE_LOWERING(LayerNormalization, "", "LayerNormalization", lowerLayerNormalization)

} // namespace halftone
