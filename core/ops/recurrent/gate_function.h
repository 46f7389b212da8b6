// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <string>
#include <vector>

namespace halftone {

/// An activation of a recurrent cell, named as ONNX names it, with its alpha and beta.
class GateFunction
{
public:
    enum class Kind { Relu, Tanh, Sigmoid, Affine, LeakyRelu, ThresholdedRelu, ScaledTanh, HardSigmoid, Elu, Softsign, Softplus };

    Kind kind = Kind::Tanh;
    double alpha = 0;
    double beta = 0;

    double operator()(double x) const;
};

/// The functions of `node` (attributes activations, activation_alpha, activation_beta), `defaults` for each direction when
/// it names none. Names are compared without case; alphas and betas are taken in order by the functions that have them.
Result<std::vector<GateFunction>> readGateFunctions(const Node &node, int directions, const std::vector<GateFunction::Kind> &defaults);

} // namespace halftone
