// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/recurrent/recurrent.h"

#include <algorithm>

namespace halftone {

namespace {

/// Gates z (update), r (reset), h (candidate), as the ONNX specification of GRU orders them.
template <typename T>
Status runGru(KernelContext &context, const RecurrentInputs<T> &inputs)
{
    const std::int64_t hidden = inputs.shape.hidden;
    const std::int64_t width = inputs.shape.input;
    const bool linearBeforeReset = context.node().intAttribute("linear_before_reset", 0) != 0;
    std::vector<double> update(static_cast<std::size_t>(hidden));
    std::vector<double> reset(static_cast<std::size_t>(hidden));
    std::vector<T> kept(static_cast<std::size_t>(hidden));
    std::vector<T> next(static_cast<std::size_t>(hidden));

    const auto cell = [&](std::int64_t direction, const T *x, T *h, T *) {
        const T *w = inputs.w.data() + direction * 3 * hidden * width;
        const T *r = inputs.r.data() + direction * 3 * hidden * hidden;
        const T *bias = inputs.bias.data() + direction * 6 * hidden;
        const GateFunction *functions = inputs.functions.data() + direction * 2;
        const auto fromInput = [&](std::int64_t g) { return dot(w + g * width, x, width) + static_cast<double>(bias[g]); };
        const auto fromState = [&](std::int64_t g, const T *state) {
            return dot(r + g * hidden, state, hidden) + static_cast<double>(bias[3 * hidden + g]);
        };
        for (std::int64_t i = 0; i < hidden; ++i) {
            const auto at = static_cast<std::size_t>(i);
            update[at] = functions[0](inputs.limited(fromInput(i) + fromState(i, h)));
            reset[at] = functions[0](inputs.limited(fromInput(hidden + i) + fromState(hidden + i, h)));
            kept[at] = static_cast<T>(reset[at] * static_cast<double>(h[i]));
        }
        for (std::int64_t i = 0; i < hidden; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const std::int64_t g = 2 * hidden + i;
            const double recurrent = linearBeforeReset ? reset[at] * fromState(g, h) : fromState(g, kept.data());
            const double candidate = functions[1](inputs.limited(fromInput(g) + recurrent));
            next[at] = static_cast<T>((1.0 - update[at]) * candidate + update[at] * static_cast<double>(h[i]));
        }
        std::copy(next.begin(), next.end(), h);
    };
    return runRecurrent<T>(context, inputs, false, cell);
}

class Gru final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"GRU", "", OpCategory::Layer, "A recurrent layer whose update and reset gates mix the old state with a new candidate."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &r = context.input(2).shape();
        return inferRecurrent(context, r && r->size() == 3 ? (*r)[2] : Dim::unknown());
    }

    Status compute(KernelContext &context) const override
    {
        return withReal(context, context.tensor(0).dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(auto inputs, readRecurrent<T>(context, 3, {GateFunction::Kind::Sigmoid, GateFunction::Kind::Tanh}));
            HALFTONE_CHECK(readRecurrentWeights<T>(context, 3, inputs));
            return runGru<T>(context, inputs);
        });
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return recurrentCost(shapes, 3, node); }
};

} // namespace

HALFTONE_OPERATOR(Gru)

} // namespace halftone
