// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/conv_bias.h"
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class Conv final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Conv", "", OpCategory::Layer,
            "Slides learned filters over the spatial axes; every output channel is the sum of its filter's products with a patch of the "
            "input, plus a bias."};
    }

    Status infer(InferContext &context) const override { return inferConv(context, 0, 1, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const ConvGeometry geometry, convGeometry(context.node(), input.shape(), context.tensor(1).shape()));
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto w, elements<T>(context, 1));
            HALFTONE_TRY(const auto bias, optionalElements<T>(context, 2));
            const Shape shape = geometry.outputShape();
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            if (context.hasInput(2))
                HALFTONE_CHECK(startWithBias(context, bias, shape, y));
            convolve(geometry, x.data(), w.data(), y.data());
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 0, 2); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return convCost(shapes, 1); }
};

} // namespace

HALFTONE_OPERATOR(Conv)

} // namespace halftone
