// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/training/optimizer.h"

namespace halftone {

Status Optimizer::infer(InferContext &context) const
{
    const int tensors = (context.inputCount() - 2) / (2 + m_states);
    for (int kind = 0; kind <= m_states; ++kind)
        for (int i = 0; i < tensors; ++i)
            context.setOutput(kind * tensors + i, context.inputType(2 + i), context.inputShape(2 + i));
    return {};
}

Status Optimizer::compute(KernelContext &context) const
{
    const int tensors = (context.inputCount() - 2) / (2 + m_states);
    if (tensors < 1 || tensors * (2 + m_states) + 2 != context.inputCount() || context.outputCount() < tensors * (1 + m_states))
        return context.badArgument(std::to_string(context.inputCount()) + " inputs", "rate, count, then tensors, gradients and states");
    HALFTONE_TRY(const double rate, scalarInput<double>(context, 0, 0));
    HALFTONE_TRY(const auto updates, scalarInput<std::int64_t>(context, 1, 0));
    for (int i = 0; i < tensors; ++i) {
        const Tensor &tensor = context.tensor(2 + i);
        HALFTONE_TRY(const auto x, elements<double>(context, 2 + i));
        HALFTONE_TRY(const auto gradient, elements<double>(context, 2 + tensors + i));
        std::vector<Elements<double>> states;
        std::vector<Output<double>> results;
        for (int kind = 0; kind <= m_states; ++kind) {
            HALFTONE_TRY(auto result, Output<double>::make(context, kind * tensors + i, tensor.dtype(), tensor.shape()));
            results.push_back(std::move(result));
            if (kind == 0)
                continue;
            HALFTONE_TRY(auto state, elements<double>(context, 2 + (kind + 1) * tensors + i));
            if (state.size() != x.size())
                return context.badArgument("a state of " + std::to_string(state.size()) + " elements", std::to_string(x.size()));
            states.push_back(std::move(state));
        }
        if (gradient.size() != x.size())
            return context.badArgument("a gradient of " + std::to_string(gradient.size()) + " elements", std::to_string(x.size()));
        std::vector<double> values(static_cast<std::size_t>(m_states));
        for (std::int64_t at = 0; at < x.size(); ++at) {
            double value = x[at];
            for (std::size_t s = 0; s < values.size(); ++s)
                values[s] = states[s][at];
            step(context.node(), rate, updates, value, gradient[at], values.data());
            results[0][at] = value;
            for (std::size_t s = 0; s < values.size(); ++s)
                results[s + 1][at] = values[s];
        }
        for (auto &result : results)
            HALFTONE_CHECK(result.finish());
    }
    return {};
}

} // namespace halftone
