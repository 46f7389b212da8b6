// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/recurrent/recurrent.h"

#include <algorithm>

namespace halftone {

namespace {

template <typename T>
Status runRnn(KernelContext &context, const RecurrentInputs<T> &inputs)
{
    const std::int64_t hidden = inputs.shape.hidden;
    const std::int64_t width = inputs.shape.input;
    std::vector<T> next(static_cast<std::size_t>(hidden));
    const auto cell = [&](std::int64_t direction, const T *x, T *h, T *) {
        const T *w = inputs.w.data() + direction * hidden * width;
        const T *r = inputs.r.data() + direction * hidden * hidden;
        const T *bias = inputs.bias.data() + direction * 2 * hidden;
        const GateFunction &function = inputs.functions[static_cast<std::size_t>(direction)];
        for (std::int64_t i = 0; i < hidden; ++i) {
            const double sum = dot(w + i * width, x, width) + dot(r + i * hidden, h, hidden) + static_cast<double>(bias[i])
                + static_cast<double>(bias[hidden + i]);
            next[static_cast<std::size_t>(i)] = static_cast<T>(function(inputs.limited(sum)));
        }
        std::copy(next.begin(), next.end(), h);
    };
    return runRecurrent<T>(context, inputs, false, cell);
}

class Rnn final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"RNN", "", OpCategory::Layer, "The plain recurrent layer: the state is a function of the input and the state before."};
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
            HALFTONE_TRY(auto inputs, readRecurrent<T>(context, 1, {GateFunction::Kind::Tanh}));
            HALFTONE_CHECK(readRecurrentWeights<T>(context, 1, inputs));
            return runRnn<T>(context, inputs);
        });
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return recurrentCost(shapes, 1, node); }
};

} // namespace

HALFTONE_OPERATOR(Rnn)

} // namespace halftone
