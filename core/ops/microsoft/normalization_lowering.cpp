// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/functions.h"
#include "core/engine/kernels/normalize.h"
#include "core/ops/lowering.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/skip_normalization.h"

namespace halftone {

namespace {

bool isRowOf(const LowerContext &context, int index, std::int64_t width)
{
    return context.inputType(index) == DType::Float && context.inputShape(index).count() == width;
}

std::optional<Refusal> lowerSkip(LowerContext &context, const SkipPorts &ports, bool centers)
{
    const Shape &shape = context.inputShape(0);
    const Shape &skip = context.inputShape(1);
    if (shape.rank() < 2 || context.inputType(0) != DType::Float || context.inputType(1) != DType::Float)
        return context.refuse("type");
    NormalizedRows rows;
    rows.width = shape[shape.rank() - 1];
    rows.rows = shape.count() / rows.width;
    // The skip is of the same shape or lacks leading axes.
    for (int axis = 0; axis < skip.rank(); ++axis)
        if (const int at = shape.rank() - skip.rank() + axis;
            at < 0 || (skip[axis] != shape[at] && !(skip[axis] == 1 && skip.count(0, axis) == 1)))
            return context.refuse("shape of the skip");
    if (skip.rank() < 1 || skip[skip.rank() - 1] != rows.width)
        return context.refuse("shape of the skip");
    rows.skipRows = skip.count() / rows.width;
    rows.epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-12F));
    rows.centers = centers;
    std::vector<int> inputs{0, 1, ports.gamma};
    for (const int index : {ports.gamma, ports.beta, ports.bias}) {
        if (index < 0 || !context.hasInput(index))
            continue;
        if (!isRowOf(context, index, rows.width))
            return context.refuse("parameters");
        if (index != ports.gamma)
            inputs.push_back(index);
    }
    const bool hasBeta = ports.beta >= 0 && context.hasInput(ports.beta);
    const bool hasBias = context.hasInput(ports.bias);
    const auto &outputs = context.node().outputs;
    for (std::size_t i = 1; i < outputs.size(); ++i)
        if (outputs[i] != kNone && i != 3)
            return context.refuse("mean as an output");
    const bool hasSums = outputs.size() > 3 && outputs[3] != kNone;
    return context.kernel("normalized rows", inputs, [=, given = rows](std::byte *const *at) {
        NormalizedRows all = given;
        std::size_t next = 0;
        const auto floats = [&] { return reinterpret_cast<float *>(at[next++]); };
        all.input = floats();
        all.skip = floats();
        all.gamma = floats();
        all.beta = hasBeta ? floats() : nullptr;
        all.bias = hasBias ? floats() : nullptr;
        all.result = floats();
        all.sums = hasSums ? floats() : nullptr;
        normalizeRows(all);
    });
}

std::optional<Refusal> lowerSkipLayer(LowerContext &context) { return lowerSkip(context, {2, 3, 4}, true); }
std::optional<Refusal> lowerSkipSimplified(LowerContext &context) { return lowerSkip(context, {2, -1, 3}, false); }

template <bool byTanh>
std::optional<Refusal> lowerGelu(LowerContext &context)
{
    const Shape &shape = context.inputShape(0);
    const bool hasBias = context.hasInput(1);
    const std::int64_t width = shape.rank() > 0 ? shape[shape.rank() - 1] : 1;
    if (context.inputType(0) != DType::Float || (hasBias && !isRowOf(context, 1, width)))
        return context.refuse("type, or length of the bias");
    return context.kernel(
        "gelu", hasBias ? std::vector{0, 1} : std::vector{0}, [hasBias, width, rows = shape.count() / width](std::byte *const *at) {
            biasedGelu(byTanh, reinterpret_cast<const float *>(at[0]), hasBias ? reinterpret_cast<const float *>(at[1]) : nullptr,
                reinterpret_cast<float *>(at[hasBias ? 2 : 1]), rows, width);
        });
}

} // namespace

HALFTONE_LOWERING(SkipLayerNormalization, kMicrosoft, "SkipLayerNormalization", lowerSkipLayer)
HALFTONE_LOWERING(SkipSimplifiedLayerNormalization, kMicrosoft, "SkipSimplifiedLayerNormalization", lowerSkipSimplified)
HALFTONE_LOWERING(FastGelu, kMicrosoft, "FastGelu", lowerGelu<true>)
HALFTONE_LOWERING(BiasGelu, kMicrosoft, "BiasGelu", lowerGelu<false>)

} // namespace halftone
