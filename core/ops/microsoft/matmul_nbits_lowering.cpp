// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/nbits_weight.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

/// The product with the weights as real numbers, which are unpacked once.
std::optional<Refusal> lowerMatMulNBits(LowerContext &context)
{
    const NBitsLayout layout = NBitsLayout::of(context.node());
    const bool hasZeros = context.hasInput(3);
    const std::int64_t scales = layout.n * layout.blocks();
    if (!layout.isValid() || context.hasInput(4) || context.inputType(1) != DType::UInt8 || !context.isConstant(1) || !context.isConstant(2)
        || context.inputShape(1).count() != scales * layout.blockBytes() || context.inputShape(2).count() != scales)
        return context.refuse("weights");
    if (hasZeros
        && (!context.isConstant(3) || context.inputType(3) != DType::UInt8
            || context.inputShape(3).count() != layout.n * layout.zeroBytes()))
        return context.refuse("zero points");
    const auto unpack = [&context, layout, hasZeros]() -> Result<Tensor> {
        HALFTONE_TRY(const Tensor packed, context.constantForPacking(1));
        HALFTONE_TRY(Tensor stored, context.constantForPacking(2));
        HALFTONE_TRY(const Tensor factors, castTensor(stored, DType::Float));
        std::vector<float> zeros(static_cast<std::size_t>(factors.count()), static_cast<float>(1 << (layout.bits - 1)));
        if (hasZeros) {
            HALFTONE_TRY(const Tensor given, context.constantForPacking(3));
            zeros = unpackZeroPoints(layout, given.as<std::uint8_t>().data());
        }
        std::vector<std::int64_t> blockOf(static_cast<std::size_t>(layout.k));
        for (std::int64_t k = 0; k < layout.k; ++k)
            blockOf[static_cast<std::size_t>(k)] = k / layout.block;
        HALFTONE_TRY(Tensor weight, Tensor::allocateUninitialized(DType::Float, Shape{layout.k, layout.n}));
        unpackWeight(layout, packed.as<std::uint8_t>().data(), factors.as<float>(), zeros, blockOf, weight.mutableAs<float>().data());
        return weight;
    };
    MatMulSpec spec;
    spec.a = context.operand(0);
    spec.b = context.made("nbits", Shape{layout.k, layout.n}, unpack);
    spec.bias = context.operand(5);
    return context.matmul(spec);
}

/// Inputs: A, its scale and zero point; B with its own; int32 bias; scale and zero point of a result of 8 bits.
std::optional<Refusal> lowerQGemm(LowerContext &context)
{
    if (context.hasInput(7) && !context.quantizeOutput(7, 8))
        return context.refuse("scale that is no constant");
    MatMulSpec spec;
    spec.transposeA = context.node().intAttribute("transA", 0) != 0;
    spec.transposeB = context.node().intAttribute("transB", 0) != 0;
    spec.alpha = context.node().floatAttribute("alpha", 1);
    spec.a = context.quantized(0, 1, 2, -1);
    spec.b = context.quantized(3, 4, 5, spec.transposeB ? 0 : 1);
    if (!spec.a.quantization || !spec.b.quantization)
        return context.refuse("scale that is no constant");
    if (context.hasInput(6))
        spec.bias.quantized = context.node().inputs[6];
    return context.matmul(spec);
}

} // namespace

HALFTONE_LOWERING(MatMulNBits, kMicrosoft, "MatMulNBits", lowerMatMulNBits)
HALFTONE_LOWERING(QGemm, kMicrosoft, "QGemm", lowerQGemm)

} // namespace halftone
