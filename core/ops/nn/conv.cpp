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
        HALFTONE_TRY(const ConvGeometry geometry, convGeometry(context.node(), context.tensor(0).shape(), context.tensor(1).shape()));
        return computeConvolution(context, geometry, [](const auto &...arguments) { convolve(arguments...); });
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 0, 2); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return convCost(shapes, 1); }
};

} // namespace

HALFTONE_OPERATOR(Conv)

} // namespace halftone
