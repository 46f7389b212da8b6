// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

/// Inputs: X, its scale and zero point, scale and zero point of Y.
class QLinearSigmoid final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"QLinearSigmoid", kMicrosoft, OpCategory::Quantization,
            "The sigmoid of a quantized tensor, rounded to the output's scale and zero point."};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(std::vector<float> values, dequantizedInput(context, 0, 1, 2));
        for (float &value : values)
            value = logistic(value);
        return quantizeOutput(context, context.tensor(0).dtype(), context.tensor(0).shape(), values, 3, 4);
    }
};

} // namespace

HALFTONE_OPERATOR(QLinearSigmoid)

} // namespace halftone
