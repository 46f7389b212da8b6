// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/fused_activation.h"
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

/// Inputs: X, W, B, and Z that is added before the activation.
class FusedConv final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"FusedConv", kMicrosoft, OpCategory::Layer, "A convolution with the addition and activation that follow it."};
    }

    Status infer(InferContext &context) const override { return inferConv(context, 0, 1, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        const DType type = context.tensor(0).dtype();
        HALFTONE_TRY(const ConvGeometry geometry, convGeometry(context.node(), context.tensor(0).shape(), context.tensor(1).shape()));
        HALFTONE_TRY(const auto activation, fusedActivation(context.node()));
        const Shape shape = geometry.outputShape();
        return withReal(context, type, [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto w, elements<T>(context, 1));
            HALFTONE_TRY(const auto bias, optionalElements<T>(context, 2));
            HALFTONE_TRY(const auto sum, optionalElements<T>(context, 3));
            if ((context.hasInput(2) && bias.size() != shape[1]) || (context.hasInput(3) && context.tensor(3).shape() != shape))
                return context.badArgument("bias or Z of another shape", shape.toString());
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, type, shape));
            const std::int64_t image = shape.count(2, shape.rank());
            for (std::int64_t i = 0; i < y.size(); ++i)
                y[i] = (bias.empty() ? T{} : bias[i / image % shape[1]]) + (sum.empty() ? T{} : sum[i]);
            convolve(geometry, x.data(), w.data(), y.data());
            for (std::int64_t i = 0; i < y.size() && activation; ++i)
                y[i] = static_cast<T>(activation(static_cast<double>(y[i])));
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return layerRule(1, 0, 2); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return convCost(shapes, 1); }
};

} // namespace

HALFTONE_OPERATOR(FusedConv)

} // namespace halftone
