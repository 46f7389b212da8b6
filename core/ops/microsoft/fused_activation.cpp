// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/fused_activation.h"

#include "core/ops/activation/unary_elementwise.h"

#include <algorithm>

namespace halftone {

Result<std::function<double(double)>> fusedActivation(const Node &node)
{
    const std::string name = node.stringAttribute("activation", "");
    const std::vector<float> parameters = floatsAttribute(node, "activation_params");
    const auto parameter = [&](std::size_t index, const char *attribute, float fallback) {
        return static_cast<double>(index < parameters.size() ? parameters[index] : node.floatAttribute(attribute, fallback));
    };
    using Function = std::function<double(double)>;
    if (name.empty())
        return Function();
    if (name == "Relu")
        return Function([](double x) { return std::max(x, 0.0); });
    if (name == "Tanh")
        return Function([](double x) { return std::tanh(x); });
    if (name == "Sigmoid")
        return Function([](double x) { return logistic(x); });
    if (name == "LeakyRelu") {
        const double alpha = parameter(0, "activation_alpha", 0.01F);
        return Function([alpha](double x) { return x < 0 ? alpha * x : x; });
    }
    if (name == "Clip") {
        const double low = parameter(0, "activation_alpha", 0.0F);
        const double high = parameter(1, "activation_beta", 0.0F);
        return Function([low, high](double x) { return std::min(std::max(x, low), high); });
    }
    if (name == "HardSigmoid") {
        const double alpha = parameter(0, "activation_alpha", 0.2F);
        const double beta = parameter(1, "activation_beta", 0.5F);
        return Function([alpha, beta](double x) { return std::clamp(alpha * x + beta, 0.0, 1.0); });
    }
    return badNode(node, "activation " + name, "Relu, Tanh, Sigmoid, LeakyRelu, Clip or HardSigmoid");
}

} // namespace halftone
