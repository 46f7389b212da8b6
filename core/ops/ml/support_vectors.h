// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/ml/feature_rows.h"

#include <span>

namespace halftone {

/// Kernel function of a support vector machine: attributes kernel_type and kernel_params (gamma, coef0, degree).
class SvmKernel
{
public:
    static Result<SvmKernel> of(const Node &node);
    static SvmKernel linear() { return {}; }

    /// LINEAR x·y, POLY (γ x·y + c)^d, SIGMOID tanh(γ x·y + c), RBF exp(−γ |x − y|²).
    double operator()(std::span<const double> x, std::span<const float> y) const;

private:
    enum class Kind { Linear, Polynomial, Radial, Sigmoid };

    Kind m_kind = Kind::Linear;
    double m_gamma = 0;
    double m_offset = 0;
    double m_degree = 0;
};

/// Probabilities of k classes from those of each pair, `pairs[i * k + j]` being that of i against j: the second method of
/// T.-F. Wu, C.-J. Lin, R. C. Weng, "Probability estimates for multi-class classification by pairwise coupling" (2004), to a
/// precision of 0.005 / k as libsvm has it.
std::vector<double> coupledProbabilities(const std::vector<double> &pairs, std::size_t classes);

} // namespace halftone
