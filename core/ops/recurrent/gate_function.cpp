// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/recurrent/gate_function.h"

#include "core/ops/activation/unary_elementwise.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace halftone {

namespace {

struct Description
{
    std::string_view name;
    GateFunction::Kind kind;
    bool hasAlpha = false;
    bool hasBeta = false;
    double alpha = 0;
    double beta = 0;
};

using Kind = GateFunction::Kind;

/// Names and defaults as in the ONNX operators of the same names.
constexpr Description kDescriptions[] = {
    {"relu", Kind::Relu},
    {"tanh", Kind::Tanh},
    {"sigmoid", Kind::Sigmoid},
    {"affine", Kind::Affine, true, true, 1.0, 0.0},
    {"leakyrelu", Kind::LeakyRelu, true, false, 0.01, 0.0},
    {"thresholdedrelu", Kind::ThresholdedRelu, true, false, 1.0, 0.0},
    {"scaledtanh", Kind::ScaledTanh, true, true, 1.0, 1.0},
    {"hardsigmoid", Kind::HardSigmoid, true, true, 0.2, 0.5},
    {"elu", Kind::Elu, true, false, 1.0, 0.0},
    {"softsign", Kind::Softsign},
    {"softplus", Kind::Softplus},
};

} // namespace

double GateFunction::operator()(double x) const
{
    switch (kind) {
    case Kind::Relu:
        return std::max(x, 0.0);
    case Kind::Tanh:
        return std::tanh(x);
    case Kind::Sigmoid:
        return logistic(x);
    case Kind::Affine:
        return alpha * x + beta;
    case Kind::LeakyRelu:
        return x < 0 ? alpha * x : x;
    case Kind::ThresholdedRelu:
        return x > alpha ? x : 0;
    case Kind::ScaledTanh:
        return alpha * std::tanh(beta * x);
    case Kind::HardSigmoid:
        return std::clamp(alpha * x + beta, 0.0, 1.0);
    case Kind::Elu:
        return x < 0 ? alpha * std::expm1(x) : x;
    case Kind::Softsign:
        return x / (1 + std::abs(x));
    case Kind::Softplus:
        return softplus(x);
    }
    return x;
}

Result<std::vector<GateFunction>> readGateFunctions(const Node &node, int directions, const std::vector<Kind> &defaults)
{
    const std::size_t wanted = defaults.size() * static_cast<std::size_t>(directions);
    std::vector<std::string> names = stringsAttribute(node, "activations");
    if (!names.empty() && names.size() != wanted)
        return badNode(node, std::to_string(names.size()) + " activations", std::to_string(wanted));
    const std::vector<float> alphas = floatsAttribute(node, "activation_alpha");
    const std::vector<float> betas = floatsAttribute(node, "activation_beta");
    std::size_t nextAlpha = 0;
    std::size_t nextBeta = 0;

    std::vector<GateFunction> functions;
    for (std::size_t i = 0; i < wanted; ++i) {
        const Description *found = nullptr;
        std::string name = names.empty() ? std::string() : names[i];
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        for (const Description &description : kDescriptions) {
            if (names.empty() ? description.kind == defaults[i % defaults.size()] : description.name == name)
                found = &description;
        }
        if (!found)
            return badNode(node, "activation " + names[i], "an activation of the specification");
        GateFunction function{found->kind, found->alpha, found->beta};
        if (found->hasAlpha && nextAlpha < alphas.size())
            function.alpha = static_cast<double>(alphas[nextAlpha++]);
        if (found->hasBeta && nextBeta < betas.size())
            function.beta = static_cast<double>(betas[nextBeta++]);
        functions.push_back(function);
    }
    return functions;
}

} // namespace halftone
