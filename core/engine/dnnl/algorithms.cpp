// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/version.h"

namespace halftone::dnnlsupport {

bool activationAlgorithm(const Eltwise &activation, dnnl::algorithm &algorithm, float &alpha, float &beta)
{
    using Kind = Eltwise::Kind;
    alpha = activation.alpha;
    beta = activation.beta;
    // What version 2 leaves out is a parameter of version 3.
    if (activation.kind == Kind::HardSwish) {
        alpha = 1.0F / 6;
        beta = 0.5F;
    } else if (activation.kind == Kind::Softplus) {
        alpha = 1;
    }
    switch (activation.kind) {
    case Kind::Relu:
        algorithm = dnnl::algorithm::eltwise_relu;
        return true;
    case Kind::Clip:
        algorithm = dnnl::algorithm::eltwise_clip;
        return true;
    case Kind::Sigmoid:
        algorithm = dnnl::algorithm::eltwise_logistic;
        return true;
    case Kind::Silu:
        algorithm = dnnl::algorithm::eltwise_swish;
        return true;
    case Kind::GeluErf:
        algorithm = dnnl::algorithm::eltwise_gelu_erf;
        return true;
    case Kind::GeluTanh:
        algorithm = dnnl::algorithm::eltwise_gelu_tanh;
        return true;
    case Kind::HardSwish:
        algorithm = dnnl::algorithm::eltwise_hardswish;
        return true;
    case Kind::Tanh:
        algorithm = dnnl::algorithm::eltwise_tanh;
        return true;
    case Kind::Elu:
        algorithm = dnnl::algorithm::eltwise_elu;
        return true;
    case Kind::Exp:
        algorithm = dnnl::algorithm::eltwise_exp;
        return true;
    case Kind::Log:
        algorithm = dnnl::algorithm::eltwise_log;
        return true;
    case Kind::Sqrt:
        algorithm = dnnl::algorithm::eltwise_sqrt;
        return true;
    case Kind::Abs:
        algorithm = dnnl::algorithm::eltwise_abs;
        return true;
    case Kind::Square:
        algorithm = dnnl::algorithm::eltwise_square;
        return true;
    case Kind::Linear:
        algorithm = dnnl::algorithm::eltwise_linear;
        return true;
    case Kind::Round:
        algorithm = dnnl::algorithm::eltwise_round;
        return true;
    case Kind::Softplus:
        algorithm = dnnl::algorithm::eltwise_soft_relu;
        return true;
    case Kind::Mish:
        algorithm = dnnl::algorithm::eltwise_mish;
        return true;
    case Kind::Pow:
        algorithm = dnnl::algorithm::eltwise_pow;
        return true;
    case Kind::HardSigmoid:
    case Kind::None:
        return false;
    }
    return false;
}

dnnl::algorithm binaryAlgorithm(BinaryKind kind)
{
    switch (kind) {
    case BinaryKind::Add:
        return dnnl::algorithm::binary_add;
    case BinaryKind::Sub:
        return dnnl::algorithm::binary_sub;
    case BinaryKind::Mul:
        return dnnl::algorithm::binary_mul;
    case BinaryKind::Div:
        return dnnl::algorithm::binary_div;
    case BinaryKind::Min:
        return dnnl::algorithm::binary_min;
    case BinaryKind::Max:
        return dnnl::algorithm::binary_max;
    }
    return dnnl::algorithm::undef;
}

} // namespace halftone::dnnlsupport
