// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/dynamic_range.h"
#include "core/ops/recurrent/recurrent.h"

#include <algorithm>

namespace halftone {

namespace {

/// Real numbers from quantized weights [directions, in, 4 · hidden], turned to [directions, 4 · hidden, in]. Scales and zero
/// points: one a direction, or one a direction and gate row.
Result<std::vector<float>> dequantizedWeights(const KernelContext &context, int index, int scale, int zeroPoint)
{
    const Shape &shape = context.tensor(index).shape();
    if (shape.rank() != 3)
        return context.badArgument("weights " + shape.toString(), "[directions, in, 4 · hidden]");
    HALFTONE_TRY(const auto values, elements<std::int32_t>(context, index));
    HALFTONE_TRY(const auto scales, elements<float>(context, scale));
    HALFTONE_TRY(const auto zeros, elements<std::int32_t>(context, zeroPoint));
    const bool perRow = scales.size() == shape[0] * shape[2];
    if ((!perRow && scales.size() != shape[0]) || zeros.size() != scales.size())
        return context.badArgument(std::to_string(scales.size()) + " scales", "one a direction, or one a gate row");
    std::vector<float> result(static_cast<std::size_t>(values.size()));
    for (std::int64_t i = 0; i < values.size(); ++i) {
        const std::int64_t direction = i / shape[2] / shape[1];
        const std::int64_t in = i / shape[2] % shape[1];
        const std::int64_t row = i % shape[2];
        const std::int64_t s = perRow ? direction * shape[2] + row : direction;
        result[static_cast<std::size_t>((direction * shape[2] + row) * shape[1] + in)]
            = static_cast<float>(values[i] - zeros[s]) * scales[s];
    }
    return result;
}

/// Values as 8 bits with their own range would keep them.
void roundDynamically(float *values, std::int64_t count)
{
    const DynamicRange range = dynamicRange({values, static_cast<std::size_t>(count)});
    for (std::int64_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(quantizeValue(values[i], range.scale, range.zeroPoint, {0, 255}) - range.zeroPoint) * range.scale;
}

/// Inputs as LSTM, then scale and zero point of W, scale and zero point of R.
class DynamicQuantizeLstm final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DynamicQuantizeLSTM", kMicrosoft, OpCategory::Quantization,
            "An LSTM with 8-bit weights; inputs and states are quantized by their own ranges as it runs."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &r = context.input(2).shape();
        return inferRecurrent(context, r && r->size() == 3 ? (*r)[1] : Dim::unknown());
    }

    Status compute(KernelContext &context) const override
    {
        using Kind = GateFunction::Kind;
        if (context.tensor(0).dtype() != DType::Float)
            return context.unsupported(std::string(dtypeName(context.tensor(0).dtype())));
        if (context.tensor(2).shape().rank() != 3 || context.node().intAttribute("hidden_size", 0) != context.tensor(2).shape()[1])
            return context.badArgument("R " + context.tensor(2).shape().toString(), "[directions, hidden_size, 4 · hidden_size]");
        HALFTONE_TRY(auto inputs, readRecurrent<float>(context, 4, {Kind::Sigmoid, Kind::Tanh, Kind::Tanh}));
        const RecurrentShape &shape = inputs.shape;
        if (context.tensor(1).shape() != Shape{shape.directions, shape.input, 4 * shape.hidden}
            || context.tensor(2).shape() != Shape{shape.directions, shape.hidden, 4 * shape.hidden})
            return context.badArgument(
                "W " + context.tensor(1).shape().toString(), Shape{shape.directions, shape.input, 4 * shape.hidden}.toString());
        HALFTONE_TRY(inputs.w, dequantizedWeights(context, 1, 8, 9));
        HALFTONE_TRY(inputs.r, dequantizedWeights(context, 2, 10, 11));
        HALFTONE_TRY(Tensor rounded, Tensor::allocateUninitialized(DType::Float, context.tensor(0).shape()));
        std::copy(inputs.x.begin(), inputs.x.end(), rounded.mutableAs<float>().begin());
        roundDynamically(rounded.mutableAs<float>().data(), rounded.count());
        HALFTONE_TRY(inputs.x, Elements<float>::of(rounded));
        return runLstm<float>(context, inputs, roundDynamically);
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override
    {
        const Shape *x = shapeAt(shapes.inputs, 0);
        const Shape *w = shapeAt(shapes.inputs, 1);
        const Shape *r = shapeAt(shapes.inputs, 2);
        if (!x || !w || !r || x->rank() != 3)
            return {};
        return {(*x)[0] * (*x)[1] * (w->count() + r->count()), 0};
    }
};

} // namespace

HALFTONE_OPERATOR(DynamicQuantizeLstm)

} // namespace halftone
