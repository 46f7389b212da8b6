// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

/// Inputs: X [batch, channels, length], weight [channels, 1, k], bias, past_state [batch, channels, k − 1].
class CausalConvWithState final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"CausalConvWithState", "", OpCategory::Layer,
            "A convolution of each channel with its own past only; the last inputs are kept for the next call.", 27};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_CHECK(inferSameAs(context));
        const auto &x = context.input(0).shape();
        const auto &w = context.input(1).shape();
        std::optional<std::vector<Dim>> state;
        if (x && w && x->size() == 3 && w->size() == 3)
            state = std::vector<Dim>{(*x)[0], (*x)[1], (*w)[2] - Dim(1)};
        context.setOutput(1, context.input(0).dtype(), std::move(state));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const Shape &weight = context.tensor(1).shape();
        if (shape.rank() != 3 || weight.rank() != 3 || weight[0] != shape[1] || weight[1] != 1 || weight[2] < 1)
            return context.badArgument(
                "input " + shape.toString() + ", weight " + weight.toString(), "[batch, channels, length], [channels, 1, k]");
        const std::int64_t past = weight[2] - 1;
        const Shape stateShape{shape[0], shape[1], past};
        if (context.hasInput(3) && context.tensor(3).shape() != stateShape)
            return context.badArgument("past_state " + context.tensor(3).shape().toString(), stateShape.toString());
        const std::string activation = context.node().stringAttribute("activation", "none");
        if (activation != "none" && activation != "silu" && activation != "swish")
            return context.badArgument("activation " + activation, "none, silu or swish");
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto w, elements<T>(context, 1));
            HALFTONE_TRY(const auto bias, optionalElements<T>(context, 2));
            HALFTONE_TRY(const auto before, optionalElements<T>(context, 3));
            if (!bias.empty() && bias.size() != shape[1])
                return context.badArgument("bias of " + std::to_string(bias.size()), std::to_string(shape[1]));
            // Element t of a row with its past in front; t counts from the oldest state.
            const auto at = [&](std::int64_t row, std::int64_t t) {
                if (t >= past)
                    return x[row * shape[2] + t - past];
                return before.empty() ? T{} : before[row * past + t];
            };
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            for (std::int64_t i = 0; i < y.size(); ++i) {
                const std::int64_t row = i / shape[2];
                const std::int64_t channel = row % shape[1];
                double sum = bias.empty() ? 0.0 : static_cast<double>(bias[channel]);
                for (std::int64_t k = 0; k <= past; ++k)
                    sum += static_cast<double>(w[channel * (past + 1) + k]) * static_cast<double>(at(row, i % shape[2] + k));
                y[i] = static_cast<T>(activation == "none" ? sum : sum * logistic(sum));
            }
            HALFTONE_CHECK(y.finish());
            if (!context.wantsOutput(1))
                return {};
            HALFTONE_TRY(auto state, Output<T>::make(context, 1, input.dtype(), stateShape));
            for (std::int64_t i = 0; i < state.size(); ++i)
                state[i] = at(i / past, shape[2] + i % past);
            return state.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override
    {
        const Shape *w = shapeAt(shapes.inputs, 1);
        const Shape *y = shapeAt(shapes.outputs, 0);
        return {w && y && w->rank() == 3 ? y->count() * (*w)[2] : 0, 0};
    }
};

} // namespace

HALFTONE_OPERATOR(CausalConvWithState)

} // namespace halftone
