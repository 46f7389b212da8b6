// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/training/optimizer.h"

#include <cmath>

namespace halftone {

namespace {

class Adagrad final : public Optimizer
{
public:
    Adagrad() : Optimizer(1) { }
    OpInfo info() const override
    {
        return {"Adagrad", "ai.onnx.preview.training", OpCategory::Other, "One training step by Adagrad (Duchi et al. 2011)."};
    }

protected:
    void step(const Node &node, double rate, std::int64_t updates, double &x, double gradient, double *states) const override
    {
        const double decay = node.floatAttribute("decay_factor", 0.0F);
        const double epsilon = node.floatAttribute("epsilon", 1e-6F);
        const double regularized = gradient + static_cast<double>(node.floatAttribute("norm_coefficient", 0.0F)) * x;
        states[0] += regularized * regularized;
        x -= rate / (1 + static_cast<double>(updates) * decay) * regularized / (std::sqrt(states[0]) + epsilon);
    }
};

} // namespace

HALFTONE_OPERATOR(Adagrad)

} // namespace halftone
