// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/support_vectors.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace halftone {

Result<SvmKernel> SvmKernel::of(const Node &node)
{
    SvmKernel kernel;
    const std::string name = node.stringAttribute("kernel_type", "LINEAR");
    if (name == "POLY")
        kernel.m_kind = Kind::Polynomial;
    else if (name == "RBF")
        kernel.m_kind = Kind::Radial;
    else if (name == "SIGMOID")
        kernel.m_kind = Kind::Sigmoid;
    else if (name != "LINEAR")
        return badNode(node, "kernel_type " + name, "LINEAR, POLY, RBF or SIGMOID");
    const auto parameters = floatsAttribute(node, "kernel_params");
    if (!parameters.empty() && parameters.size() != 3)
        return badNode(node, std::to_string(parameters.size()) + " kernel_params", "gamma, coef0 and degree");
    if (!parameters.empty()) {
        kernel.m_gamma = parameters[0];
        kernel.m_offset = parameters[1];
        kernel.m_degree = parameters[2];
    }
    return kernel;
}

double SvmKernel::operator()(std::span<const double> x, std::span<const float> y) const
{
    if (m_kind == Kind::Radial) {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        return std::exp(-m_gamma * sum);
    }
    const double product = std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
    switch (m_kind) {
    case Kind::Polynomial:
        return std::pow(m_gamma * product + m_offset, m_degree);
    case Kind::Sigmoid:
        return std::tanh(m_gamma * product + m_offset);
    default:
        return product;
    }
}

std::vector<double> coupledProbabilities(const std::vector<double> &pairs, std::size_t classes)
{
    // Minimizes Pᵀ Q P over probabilities P: Q[t][t] = Σ r(j,t)², Q[t][j] = −r(j,t) r(t,j).
    const auto at = [&](std::size_t row, std::size_t column) { return row * classes + column; };
    std::vector<double> q(classes * classes);
    for (std::size_t t = 0; t < classes; ++t)
        for (std::size_t j = 0; j < classes; ++j)
            if (j != t) {
                q[at(t, t)] += pairs[at(j, t)] * pairs[at(j, t)];
                q[at(t, j)] = -pairs[at(j, t)] * pairs[at(t, j)];
            }
    std::vector<double> result(classes, 1.0 / static_cast<double>(classes));
    std::vector<double> product(classes);
    const double precision = 0.005 / static_cast<double>(classes);
    for (std::size_t turn = 0; turn < std::max<std::size_t>(100, classes); ++turn) {
        double objective = 0;
        for (std::size_t t = 0; t < classes; ++t) {
            product[t] = 0;
            for (std::size_t j = 0; j < classes; ++j)
                product[t] += q[at(t, j)] * result[j];
            objective += result[t] * product[t];
        }
        if (std::ranges::all_of(product, [&](double each) { return std::abs(each - objective) < precision; }))
            break;
        for (std::size_t t = 0; t < classes; ++t) {
            const double step = (objective - product[t]) / q[at(t, t)];
            result[t] += step;
            objective = (objective + step * (step * q[at(t, t)] + 2 * product[t])) / ((1 + step) * (1 + step));
            for (std::size_t j = 0; j < classes; ++j) {
                product[j] = (product[j] + step * q[at(t, j)]) / (1 + step);
                result[j] /= 1 + step;
            }
        }
    }
    return result;
}

} // namespace halftone
