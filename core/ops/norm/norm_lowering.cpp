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

std::optional<Refusal> lowerGroups(LowerContext &context, std::int64_t groups)
{
    const Shape &shape = context.inputShape(0);
    if (shape.rank() < 2 || groups < 1 || shape[1] % groups != 0)
        return context.refuse("rank or groups");
    const std::int64_t parameters = context.inputShape(1).count();
    for (int i = 0; i < 3; ++i)
        if (context.inputType(i) != DType::Float || (i > 0 && context.inputShape(i).count() != parameters))
            return context.refuse("type, or length of the parameters");
    NormalizedGroups all{shape[0], groups, shape[1] / groups, shape.count(2, shape.rank())};
    all.perChannel = parameters == shape[1];
    if (!all.perChannel && parameters != groups)
        return context.refuse("length of the parameters");
    all.epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
    return context.kernel("normalized rows", {0, 1, 2}, [all](std::byte *const *at) {
        const auto floats = [at](int index) { return reinterpret_cast<float *>(at[index]); };
        normalizeGroups(all, floats(0), floats(1), floats(2), floats(3));
    });
}

std::optional<Refusal> lowerInstanceNormalization(LowerContext &context)
{
    return context.inputShape(0).rank() < 2 ? context.refuse("rank") : lowerGroups(context, context.inputShape(0)[1]);
}

std::optional<Refusal> lowerGroupNormalization(LowerContext &context)
{
    return lowerGroups(context, context.node().intAttribute("num_groups", 0));
}

} // namespace

HALFTONE_LOWERING(RmsNormalization, "", "RMSNormalization", lowerRmsNormalization)
HALFTONE_LOWERING(GroupNormalization, "", "GroupNormalization", lowerGroupNormalization)
HALFTONE_LOWERING(InstanceNormalization, "", "InstanceNormalization", lowerInstanceNormalization)
HALFTONE_LOWERING(BatchNormalization, "", "BatchNormalization", lowerBatchNormalization)
HALFTONE_LOWERING(LayerNormalization, "", "LayerNormalization", lowerLayerNormalization)

} // namespace halftone
