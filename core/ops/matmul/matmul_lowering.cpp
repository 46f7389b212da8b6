// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"
#include "core/ops/microsoft/domain.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerMatMul(LowerContext &context)
{
    MatMulSpec spec;
    spec.a = context.operand(0);
    spec.b = context.operand(1);
    return context.matmul(spec);
}

std::optional<Refusal> lowerGemm(LowerContext &context)
{
    MatMulSpec spec;
    spec.a = context.operand(0);
    spec.b = context.operand(1);
    spec.bias = context.operand(2);
    spec.transposeA = context.node().intAttribute("transA", 0) != 0;
    spec.transposeB = context.node().intAttribute("transB", 0) != 0;
    spec.alpha = context.node().floatAttribute("alpha", 1);
    spec.beta = context.node().floatAttribute("beta", 1);
    return context.matmul(spec);
}

std::optional<Refusal> lowerFusedMatMul(LowerContext &context)
{
    const Node &node = context.node();
    if (node.intAttribute("transBatchA", 0) != 0 || node.intAttribute("transBatchB", 0) != 0)
        return context.refuse("leading axes that are transposed");
    MatMulSpec spec;
    spec.a = context.operand(0);
    spec.b = context.operand(1);
    // A vector has nothing to transpose.
    spec.transposeA = node.intAttribute("transA", 0) != 0 && context.inputShape(0).rank() > 1;
    spec.transposeB = node.intAttribute("transB", 0) != 0 && context.inputShape(1).rank() > 1;
    spec.alpha = node.floatAttribute("alpha", 1);
    return context.matmul(spec);
}

std::optional<Refusal> lowerQLinearMatMul(LowerContext &context)
{
    if (!context.quantizeOutput(6, 7))
        return context.refuse("scale that is no constant");
    MatMulSpec spec;
    spec.a = context.quantized(0, 1, 2, -1);
    spec.b = context.quantized(3, 4, 5, context.inputShape(3).rank() - 1);
    return context.matmul(spec);
}

std::optional<Refusal> lowerMatMulInteger(LowerContext &context) { return context.integerMatmul(0, 1, 2, 3); }

} // namespace

HALFTONE_LOWERING(MatMulInteger, "", "MatMulInteger", lowerMatMulInteger)
HALFTONE_LOWERING(MatMul, "", "MatMul", lowerMatMul)
HALFTONE_LOWERING(Gemm, "", "Gemm", lowerGemm)
HALFTONE_LOWERING(FusedMatMul, kMicrosoft, "FusedMatMul", lowerFusedMatMul)
HALFTONE_LOWERING(QLinearMatMul, "", "QLinearMatMul", lowerQLinearMatMul)

} // namespace halftone
