// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

template <BinaryKind kind>
std::optional<Refusal> lowerBinary(LowerContext &context)
{
    // Min and Max take any number of inputs; before opset 7 broadcasting was an attribute.
    if (context.inputCount() != 2 || context.opset() < 7)
        return context.refuse("operands");
    return context.binary(kind, 0, 1);
}

template <Eltwise::Kind kind>
std::optional<Refusal> lowerUnary(LowerContext &context)
{
    if (context.inputType(0) != DType::Float)
        return context.refuse("type");
    return context.activation(0, {kind});
}

std::optional<Refusal> lowerNeg(LowerContext &context)
{
    if (context.inputType(0) != DType::Float)
        return context.refuse("type");
    return context.activation(0, {Eltwise::Kind::Linear, -1, 0});
}

std::optional<Refusal> lowerPow(LowerContext &context)
{
    const auto exponent = context.constantScalar(1);
    if (!exponent || *exponent != 2 || context.inputType(0) != DType::Float || context.outputShape(0) != context.inputShape(0))
        return context.refuse("exponent");
    return context.activation(0, {Eltwise::Kind::Square});
}

} // namespace

HALFTONE_LOWERING(Add, "", "Add", lowerBinary<BinaryKind::Add>)
HALFTONE_LOWERING(Sub, "", "Sub", lowerBinary<BinaryKind::Sub>)
HALFTONE_LOWERING(Mul, "", "Mul", lowerBinary<BinaryKind::Mul>)
HALFTONE_LOWERING(Div, "", "Div", lowerBinary<BinaryKind::Div>)
HALFTONE_LOWERING(Min, "", "Min", lowerBinary<BinaryKind::Min>)
HALFTONE_LOWERING(Max, "", "Max", lowerBinary<BinaryKind::Max>)
HALFTONE_LOWERING(Sqrt, "", "Sqrt", lowerUnary<Eltwise::Kind::Sqrt>)
HALFTONE_LOWERING(Abs, "", "Abs", lowerUnary<Eltwise::Kind::Abs>)
HALFTONE_LOWERING(Neg, "", "Neg", lowerNeg)
HALFTONE_LOWERING(Pow, "", "Pow", lowerPow)

} // namespace halftone
