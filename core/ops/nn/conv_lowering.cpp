// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"
#include "core/ops/nn/lowered_window.h"

namespace halftone {

namespace {

/// The window of a convolution; nothing when no primitive has such.
std::optional<ConvolutionSpec> windowSpec(LowerContext &context, int inputIndex, int weightIndex)
{
    const Shape &shape = context.inputShape(inputIndex);
    const Shape &kernel = context.inputShape(weightIndex);
    if (shape.rank() < 3 || shape.rank() > 5 || kernel.rank() != shape.rank())
        return std::nullopt;
    const std::vector<std::int64_t> taps(kernel.begin() + 2, kernel.end());
    const auto window = lowerWindow(context.node(), shape, context.outputShape(0), taps);
    const std::int64_t groups = context.node().intAttribute("group", 1);
    if (!window || groups <= 0 || shape[1] % groups != 0 || kernel[0] % groups != 0 || kernel[1] != shape[1] / groups)
        return std::nullopt;
    ConvolutionSpec spec;
    spec.strides = window->strides;
    spec.dilations = window->dilations;
    spec.padsBegin = window->padsBegin;
    spec.padsEnd = window->padsEnd;
    spec.groups = groups;
    return spec;
}

std::optional<Refusal> lowerWith(LowerContext &context, Operand input, Operand weights, Operand bias, int inputIndex, int weightIndex)
{
    auto spec = windowSpec(context, inputIndex, weightIndex);
    if (!spec)
        return context.refuse("window");
    spec->input = std::move(input);
    spec->weights = std::move(weights);
    spec->bias = std::move(bias);
    return context.convolution(*spec);
}

std::optional<Refusal> lowerConv(LowerContext &context)
{
    return lowerWith(context, context.operand(0), context.operand(1), context.operand(2), 0, 1);
}

std::optional<Refusal> lowerQLinearConv(LowerContext &context)
{
    if (!context.quantizeOutput(6, 7))
        return context.refuse("scale that is no constant");
    Operand bias;
    if (context.hasInput(8))
        bias.quantized = context.node().inputs[8];
    return lowerWith(context, context.quantized(0, 1, 2, 1), context.quantized(3, 4, 5, 0), std::move(bias), 0, 3);
}

std::optional<Refusal> lowerConvInteger(LowerContext &context)
{
    const auto spec = windowSpec(context, 0, 1);
    return spec ? context.integerConvolution(*spec, 2, 3) : context.refuse("window");
}

} // namespace

HALFTONE_LOWERING(ConvInteger, "", "ConvInteger", lowerConvInteger)
HALFTONE_LOWERING(Conv, "", "Conv", lowerConv)
HALFTONE_LOWERING(QLinearConv, "", "QLinearConv", lowerQLinearConv)

} // namespace halftone
