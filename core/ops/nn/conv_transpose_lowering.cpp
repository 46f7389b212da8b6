// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerConvTranspose(LowerContext &context)
{
    const Shape &input = context.inputShape(0);
    const Shape &weights = context.inputShape(1);
    const Shape &output = context.outputShape(0);
    const int spatial = input.rank() - 2;
    if (spatial < 1 || spatial > 3 || weights.rank() != input.rank())
        return context.refuse("rank");
    ConvolutionSpec spec;
    spec.transposed = true;
    spec.groups = context.node().intAttribute("group", 1);
    spec.strides = context.node().intsAttribute("strides");
    spec.dilations = context.node().intsAttribute("dilations");
    auto pads = context.node().intsAttribute("pads");
    const auto count = static_cast<std::size_t>(spatial);
    spec.strides.resize(count, 1);
    spec.dilations.resize(count, 1);
    const std::string mode = context.node().stringAttribute("auto_pad", "NOTSET");
    if (mode != "NOTSET" || !context.node().intsAttribute("output_shape").empty())
        return context.refuse("automatic padding");
    pads.resize(2 * count, 0);
    if (spec.groups <= 0 || input[1] % spec.groups != 0 || weights[0] != input[1])
        return context.refuse("groups");
    for (std::size_t i = 0; i < count; ++i) {
        const int axis = static_cast<int>(i) + 2;
        if (spec.strides[i] <= 0 || spec.dilations[i] <= 0 || pads[i] < 0)
            return context.refuse("window");
        // oneDNN's trailing padding follows from the output size; output_padding is part of it.
        const std::int64_t whole = (input[axis] - 1) * spec.strides[i] + (weights[axis] - 1) * spec.dilations[i] + 1;
        spec.padsBegin.push_back(pads[i]);
        spec.padsEnd.push_back(whole - output[axis] - pads[i]);
    }
    spec.input = context.operand(0);
    spec.weights = context.operand(1);
    spec.bias = context.operand(2);
    return context.convolution(spec);
}

} // namespace

HALFTONE_LOWERING(ConvTranspose, "", "ConvTranspose", lowerConvTranspose)

} // namespace halftone
