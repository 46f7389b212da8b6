// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/qlinear_binary.h"

namespace halftone {

namespace {

class QLinearMul final : public QLinearBinary
{
public:
    OpInfo info() const override
    {
        return {"QLinearMul", kMicrosoft, OpCategory::Quantization,
            "Multiplies two quantized tensors and rounds the product to the output's scale and zero point."};
    }

protected:
    float combine(float a, float b) const override { return a * b; }
};

} // namespace

HALFTONE_OPERATOR(QLinearMul)

} // namespace halftone
