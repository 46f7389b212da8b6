// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/training/optimizer.h"

namespace halftone {

namespace {

class Momentum final : public Optimizer
{
public:
    Momentum() : Optimizer(1) { }
    OpInfo info() const override
    {
        return {"Momentum", "ai.onnx.preview.training", OpCategory::Other,
            "One training step of gradient descent with momentum, standard or Nesterov."};
    }

protected:
    void step(const Node &node, double rate, std::int64_t updates, double &x, double gradient, double *states) const override
    {
        const double alpha = node.floatAttribute("alpha", 0.0F);
        const double beta = updates > 0 ? static_cast<double>(node.floatAttribute("beta", 0.0F)) : 1.0;
        const double regularized = gradient + static_cast<double>(node.floatAttribute("norm_coefficient", 0.0F)) * x;
        states[0] = alpha * states[0] + beta * regularized;
        x -= rate * (node.stringAttribute("mode", "standard") == "nesterov" ? regularized + alpha * states[0] : states[0]);
    }
};

} // namespace

HALFTONE_OPERATOR(Momentum)

} // namespace halftone
