// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/quantization/quantize_dequantize.h"

#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

Result<ScaleIndex> scaleIndex(const KernelContext &context)
{
    const Node &node = context.node();
    return ScaleIndex::make(
        node, context.tensor(0).shape(), context.tensor(1).shape(), node.intAttribute("axis", 1), node.intAttribute("block_size", 0));
}

/// Type of the quantized output: that of the zero point, else output_dtype, else uint8.
Result<DType> quantizedType(const Node &node, DType zeroPoint)
{
    HALFTONE_TRY(const DType wanted, dtypeAttribute(node, "output_dtype", DType::Undefined));
    if (zeroPoint != DType::Undefined && wanted != DType::Undefined && zeroPoint != wanted)
        return badNode(
            node, "output_dtype " + std::string(dtypeName(wanted)) + ", zero point " + std::string(dtypeName(zeroPoint)), "the same type");
    return zeroPoint != DType::Undefined ? zeroPoint : wanted != DType::Undefined ? wanted : DType::UInt8;
}

Status checkZeroPoint(const KernelContext &context)
{
    if (context.hasInput(2) && context.tensor(2).count() != context.tensor(1).count())
        return context.badArgument(
            "zero point " + context.tensor(2).shape().toString() + ", scale " + context.tensor(1).shape().toString(), "equal shapes");
    return {};
}

/// Float8 and float4 have no zero point to add: the quotient is rounded to the type.
Status quantizeToFloat8(KernelContext &context, DType type, const ScaleIndex &index)
{
    HALFTONE_TRY(const auto x, elements<float>(context, 0));
    HALFTONE_TRY(const auto scale, elements<float>(context, 1));
    HALFTONE_TRY(Tensor quotient, Tensor::allocateUninitialized(DType::Float, context.tensor(0).shape()));
    const auto target = quotient.mutableAs<float>();
    for (std::int64_t i = 0; i < x.size(); ++i)
        target[static_cast<std::size_t>(i)] = x[i] / scale[index(i)];
    const bool saturate = context.node().intAttribute("saturate", 1) != 0;
    HALFTONE_TRY(Tensor result, castTensor(quotient, type, saturate));
    context.setOutput(0, std::move(result));
    return {};
}

} // namespace

Status QuantizeLinearBase::infer(InferContext &context) const
{
    HALFTONE_TRY(const DType type, quantizedType(context.node(), context.input(2).dtype()));
    context.setOutput(0, type, context.input(0).shape());
    return {};
}

Status QuantizeLinearBase::compute(KernelContext &context) const
{
    HALFTONE_TRY(const DType type, quantizedType(context.node(), context.tensor(2).dtype()));
    HALFTONE_TRY(const ScaleIndex index, scaleIndex(context));
    HALFTONE_CHECK(checkZeroPoint(context));
    if (isFloatingPoint(type))
        return quantizeToFloat8(context, type, index);
    if (!isInteger(type) || dtypeBits(type) > 16)
        return context.unsupported(std::string(dtypeName(type)));
    HALFTONE_TRY(const auto x, elements<float>(context, 0));
    HALFTONE_TRY(const auto scale, elements<float>(context, 1));
    HALFTONE_TRY(const auto zeroPoint, optionalElements<std::int32_t>(context, 2));
    HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, type, context.tensor(0).shape()));
    const IntegerRange range = integerRange(type);
    for (std::int64_t i = 0; i < x.size(); ++i) {
        const std::int64_t s = index(i);
        y[i] = quantizeValue(x[i], scale[s], zeroPoint.empty() ? 0 : zeroPoint[s], range);
    }
    return y.finish();
}

Cost QuantizeLinearBase::cost(const NodeView &, const CostShapes &shapes) const { return elementwiseCost(shapes, 2); }

Status DequantizeLinearBase::infer(InferContext &context) const
{
    const DType scale = context.input(1).dtype();
    HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "output_dtype", scale == DType::Undefined ? DType::Float : scale));
    context.setOutput(0, type, context.input(0).shape());
    return {};
}

Status DequantizeLinearBase::compute(KernelContext &context) const
{
    HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "output_dtype", context.tensor(1).dtype()));
    HALFTONE_TRY(const ScaleIndex index, scaleIndex(context));
    HALFTONE_CHECK(checkZeroPoint(context));
    HALFTONE_TRY(const auto scale, elements<float>(context, 1));
    HALFTONE_TRY(auto y, Output<float>::make(context, 0, type, context.tensor(0).shape()));
    if (isFloatingPoint(context.tensor(0).dtype())) {
        HALFTONE_TRY(const auto x, elements<float>(context, 0));
        for (std::int64_t i = 0; i < x.size(); ++i)
            y[i] = x[i] * scale[index(i)];
        return y.finish();
    }
    HALFTONE_TRY(const auto x, elements<std::int32_t>(context, 0));
    HALFTONE_TRY(const auto zeroPoint, optionalElements<std::int32_t>(context, 2));
    for (std::int64_t i = 0; i < x.size(); ++i) {
        const std::int64_t s = index(i);
        const std::int64_t centered = static_cast<std::int64_t>(x[i]) - (zeroPoint.empty() ? 0 : zeroPoint[s]);
        y[i] = static_cast<float>(centered) * scale[s];
    }
    return y.finish();
}

Cost DequantizeLinearBase::cost(const NodeView &, const CostShapes &shapes) const { return elementwiseCost(shapes, 2); }

} // namespace halftone
