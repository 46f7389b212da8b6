// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/dynamic_range.h"

namespace halftone {

namespace {

class DynamicQuantizeLinear final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DynamicQuantizeLinear", "", OpCategory::Quantization,
            "Quantizes to 8 bits with the range that this very input has, and outputs the scale and zero point too.", 11};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::UInt8, context.input(0).shape());
        context.setOutput(1, DType::Float, std::vector<Dim>());
        context.setOutput(2, DType::UInt8, std::vector<Dim>());
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto x, elements<float>(context, 0));
        const DynamicRange range = dynamicRange(x.span());
        HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, DType::UInt8, context.tensor(0).shape()));
        for (std::int64_t i = 0; i < x.size(); ++i)
            y[i] = quantizeValue(x[i], range.scale, range.zeroPoint, {0, 255});
        HALFTONE_CHECK(y.finish());
        context.setOutput(1, Tensor::scalar(range.scale));
        context.setOutput(2, Tensor::scalar(static_cast<std::uint8_t>(range.zeroPoint)));
        return {};
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 4); }
};

} // namespace

HALFTONE_OPERATOR(DynamicQuantizeLinear)

} // namespace halftone
