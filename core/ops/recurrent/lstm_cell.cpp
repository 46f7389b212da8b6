// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/recurrent/recurrent.h"

#include <algorithm>

namespace halftone {

template <typename T>
Status runLstm(KernelContext &context, const RecurrentInputs<T> &inputs, const std::function<void(T *, std::int64_t)> &state)
{
    const std::int64_t hidden = inputs.shape.hidden;
    const std::int64_t width = inputs.shape.input;
    const bool coupled = context.node().intAttribute("input_forget", 0) != 0;
    std::vector<double> gates(static_cast<std::size_t>(4 * hidden));
    std::vector<T> seen(static_cast<std::size_t>(hidden));

    const auto cell = [&](std::int64_t direction, const T *x, T *h, T *c) {
        const T *w = inputs.w.data() + direction * 4 * hidden * width;
        const T *r = inputs.r.data() + direction * 4 * hidden * hidden;
        const T *bias = inputs.bias.data() + direction * 8 * hidden;
        const T *peephole = inputs.peepholes.data() + direction * 3 * hidden;
        const GateFunction *functions = inputs.functions.data() + direction * 3;
        std::copy_n(h, hidden, seen.data());
        if (state)
            state(seen.data(), hidden);
        for (std::int64_t g = 0; g < 4 * hidden; ++g)
            gates[static_cast<std::size_t>(g)] = dot(w + g * width, x, width) + dot(r + g * hidden, seen.data(), hidden)
                + static_cast<double>(bias[g]) + static_cast<double>(bias[4 * hidden + g]);
        for (std::int64_t i = 0; i < hidden; ++i) {
            const double *gate = gates.data() + i;
            const double old = static_cast<double>(c[i]);
            const auto through = [&](std::int64_t p) { return static_cast<double>(peephole[p * hidden + i]); };
            const double input = functions[0](inputs.limited(gate[0] + through(0) * old));
            const double forget = coupled ? 1.0 - input : functions[0](inputs.limited(gate[2 * hidden] + through(2) * old));
            const double candidate = functions[1](inputs.limited(gate[3 * hidden]));
            const double next = forget * old + input * candidate;
            const double output = functions[0](inputs.limited(gate[hidden] + through(1) * next));
            c[i] = static_cast<T>(next);
            h[i] = static_cast<T>(output * functions[2](inputs.limited(next)));
        }
    };
    return runRecurrent<T>(context, inputs, true, cell);
}

template Status runLstm<float>(KernelContext &, const RecurrentInputs<float> &, const std::function<void(float *, std::int64_t)> &);
template Status runLstm<double>(KernelContext &, const RecurrentInputs<double> &, const std::function<void(double *, std::int64_t)> &);

} // namespace halftone
