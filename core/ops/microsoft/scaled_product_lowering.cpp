// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"
#include "core/ops/microsoft/domain.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerDynamicQuantizeMatMul(LowerContext &context)
{
    ScaledMatMulSpec spec;
    spec.bScale = 2;
    spec.bZero = 3;
    spec.bias = 4;
    return context.scaledMatmul(spec);
}

std::optional<Refusal> lowerMatMulIntegerToFloat(LowerContext &context)
{
    ScaledMatMulSpec spec;
    spec.aScale = 2;
    spec.bScale = 3;
    spec.aZero = 4;
    spec.bZero = 5;
    spec.bias = 6;
    return context.scaledMatmul(spec);
}

} // namespace

HALFTONE_LOWERING(DynamicQuantizeMatMul, kMicrosoft, "DynamicQuantizeMatMul", lowerDynamicQuantizeMatMul)
HALFTONE_LOWERING(MatMulIntegerToFloat, kMicrosoft, "MatMulIntegerToFloat", lowerMatMulIntegerToFloat)

} // namespace halftone
