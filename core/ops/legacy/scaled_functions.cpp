// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"

namespace halftone {

namespace {

// Experimental operators of ONNX 1.0 to 1.3, which Core ML's and Caffe2's exporters wrote (opset 1 to 9).

class Affine final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Affine", "", OpCategory::Arithmetic, "Scales and shifts: alpha · x + beta. An experimental operator of old exporters."};
    }
    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1);
        const float beta = context.node().floatAttribute("beta", 0);
        return mapReal(context, [alpha, beta](auto x) {
            using T = decltype(x);
            return T(alpha) * x + T(beta);
        });
    }
};

class Scale final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Scale", "", OpCategory::Arithmetic, "Multiplies by one factor. An experimental operator of old exporters."};
    }
    Status compute(KernelContext &context) const override
    {
        const float scale = context.node().floatAttribute("scale", 1);
        return mapReal(context, [scale](auto x) { return decltype(x)(scale) * x; });
    }
};

class ScaledTanh final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"ScaledTanh", "", OpCategory::Activation, "alpha · tanh(beta · x). An experimental operator of old exporters."};
    }
    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1);
        const float beta = context.node().floatAttribute("beta", 1);
        return mapReal(context, [alpha, beta](auto x) {
            using T = decltype(x);
            return T(alpha) * std::tanh(T(beta) * x);
        });
    }
};

class ParametricSoftplus final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {
            "ParametricSoftplus", "", OpCategory::Activation, "alpha · ln(1 + e^(beta · x)). An experimental operator of old exporters."};
    }
    Status compute(KernelContext &context) const override
    {
        const float alpha = context.node().floatAttribute("alpha", 1);
        const float beta = context.node().floatAttribute("beta", 1);
        return mapReal(context, [alpha, beta](auto x) {
            using T = decltype(x);
            return T(alpha) * softplus(T(beta) * x);
        });
    }
};

} // namespace

HALFTONE_OPERATOR(Affine)
HALFTONE_OPERATOR(Scale)
HALFTONE_OPERATOR(ScaledTanh)
HALFTONE_OPERATOR(ParametricSoftplus)

} // namespace halftone
