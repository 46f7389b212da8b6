// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"
#include "core/ops/quantization/requantize.h"

namespace halftone {

namespace {

/// Inputs: x, its scale and zero point, w, its scale and zero point, scale and zero point of y, bias.
class QLinearConv final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QLinearConv", "", OpCategory::Quantization,
            "A convolution in 8-bit integers: sums are 32-bit, then rounded to the output's scale and zero point.", 10};
    }

    Status infer(InferContext &context) const override
    {
        const DType type = context.input(7).dtype();
        return inferConv(context, 0, 3, type == DType::Undefined ? context.input(0).dtype() : type);
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const ConvGeometry geometry, convGeometry(context.node(), context.tensor(0).shape(), context.tensor(3).shape()));
        const Shape shape = geometry.outputShape();
        HALFTONE_TRY(const auto x, centered(context, 0, 2, 1));
        HALFTONE_TRY(const auto w, centered(context, 3, 5, 0));
        HALFTONE_TRY(const Requantization scales, readRequantization(context, 1, 4, 6, 7, shape[1]));
        HALFTONE_TRY(const auto bias, optionalElements<std::int32_t>(context, 8));
        if (!bias.empty() && bias.size() != shape[1])
            return context.badArgument("bias of " + std::to_string(bias.size()), std::to_string(shape[1]) + " elements");
        const DType type = context.tensor(context.hasInput(7) ? 7 : 0).dtype();
        if (!isInteger(type) || dtypeBits(type) > 16)
            return context.unsupported(std::string(dtypeName(type)));
        HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, type, shape));
        const std::int64_t image = shape.count(2, shape.rank());
        for (std::int64_t i = 0; i < y.size() && !bias.empty(); ++i)
            y[i] = bias[i / image % shape[1]];
        convolve(geometry, x.data(), w.data(), reinterpret_cast<std::uint32_t *>(y.data()));
        const IntegerRange range = integerRange(type);
        for (std::int64_t i = 0; i < y.size(); ++i)
            y[i] = quantizeValue(static_cast<float>(y[i]) * scales.multiplier(i / image % shape[1]), 1.0F, scales.zeroPoint, range);
        return y.finish();
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return convCost(shapes, 3); }
};

} // namespace

HALFTONE_OPERATOR(QLinearConv)

} // namespace halftone
