// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/pool/pool_lowering.h"

#include <algorithm>

namespace halftone {

namespace {

bool isByte(DType type) { return type == DType::UInt8 || type == DType::Int8; }

std::optional<Refusal> lowerBinary(LowerContext &context, BinaryKind kind)
{
    if (!isByte(context.inputType(0)) || !isByte(context.inputType(3)) || !context.quantizeOutput(6, 7))
        return context.refuse("scale that is no constant");
    return context.quantizedBinary(kind, context.quantized(0, 1, 2, -1), context.quantized(3, 4, 5, -1));
}

std::optional<Refusal> lowerAdd(LowerContext &context) { return lowerBinary(context, BinaryKind::Add); }
std::optional<Refusal> lowerMul(LowerContext &context) { return lowerBinary(context, BinaryKind::Mul); }

std::optional<Refusal> lowerConcat(LowerContext &context)
{
    const int rank = context.outputShape(0).rank();
    std::int64_t axis = context.node().intAttribute("axis", 0);
    axis += axis < 0 ? rank : 0;
    if (axis < 0 || axis >= rank || !isByte(context.outputType(0)) || !context.quantizeOutput(0, 1))
        return context.refuse("axis, or scale that is no constant");
    std::vector<Operand> parts;
    for (int i = 2; i + 2 < context.inputCount(); i += 3) {
        if (!isByte(context.inputType(i)))
            return context.refuse("type");
        parts.push_back(context.quantized(i, i + 1, i + 2, -1));
    }
    return context.concat(static_cast<int>(axis), parts);
}

bool canPool(LowerContext &context)
{
    return context.node().intAttribute("channels_last", 0) == 0 && isByte(context.inputType(0)) && context.quantizeOutput(3, 4);
}

std::optional<Refusal> lowerGlobalAveragePool(LowerContext &context)
{
    if (!canPool(context))
        return context.refuse("channels last, or scale that is no constant");
    return lowerGlobalPool(context, PoolSpec::Kind::AverageExcludingPadding, context.quantized(0, 1, 2, -1));
}

std::optional<Refusal> lowerAveragePool(LowerContext &context)
{
    if (!canPool(context))
        return context.refuse("channels last, or scale that is no constant");
    const bool counts = context.node().intAttribute("count_include_pad", 0) != 0;
    return lowerPool(context, counts ? PoolSpec::Kind::AverageIncludingPadding : PoolSpec::Kind::AverageExcludingPadding,
        context.quantized(0, 1, 2, -1));
}

} // namespace

HALFTONE_LOWERING(QLinearAdd, kMicrosoft, "QLinearAdd", lowerAdd)
HALFTONE_LOWERING(QLinearMul, kMicrosoft, "QLinearMul", lowerMul)
HALFTONE_LOWERING(QLinearConcat, kMicrosoft, "QLinearConcat", lowerConcat)
HALFTONE_LOWERING(QLinearGlobalAveragePool, kMicrosoft, "QLinearGlobalAveragePool", lowerGlobalAveragePool)
HALFTONE_LOWERING(QLinearAveragePool, kMicrosoft, "QLinearAveragePool", lowerAveragePool)

} // namespace halftone
