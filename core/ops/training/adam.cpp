// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/training/optimizer.h"

#include <cmath>

namespace halftone {

namespace {

class Adam final : public Optimizer
{
public:
    Adam() : Optimizer(2) { }
    OpInfo info() const override
    {
        return {"Adam", "ai.onnx.preview.training", OpCategory::Other, "One training step by Adam (Kingma and Ba 2014)."};
    }

protected:
    void step(const Node &node, double rate, std::int64_t updates, double &x, double gradient, double *states) const override
    {
        const double alpha = node.floatAttribute("alpha", 0.9F);
        const double beta = node.floatAttribute("beta", 0.999F);
        const double regularized = gradient + static_cast<double>(node.floatAttribute("norm_coefficient", 0.0F)) * x;
        states[0] = alpha * states[0] + (1 - alpha) * regularized;
        states[1] = beta * states[1] + (1 - beta) * regularized * regularized;
        const auto count = static_cast<double>(updates);
        const double corrected = updates > 0 ? rate * std::sqrt(1 - std::pow(beta, count)) / (1 - std::pow(alpha, count)) : rate;
        x -= corrected * states[0] / (std::sqrt(states[1]) + static_cast<double>(node.floatAttribute("epsilon", 1e-6F)));
        x *= 1 - static_cast<double>(node.floatAttribute("norm_coefficient_post", 0.0F));
    }
};

} // namespace

HALFTONE_OPERATOR(Adam)

} // namespace halftone
