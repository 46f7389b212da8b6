// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/quantization/quantize_dequantize.h"

namespace halftone {

namespace {

class MicrosoftDequantizeLinear final : public DequantizeLinearBase
{
public:
    OpInfo info() const override
    {
        return {"DequantizeLinear", kMicrosoft, OpCategory::Quantization,
            "DequantizeLinear as ONNX Runtime extends it: also 16- and 4-bit types in old opsets."};
    }
};

} // namespace

HALFTONE_OPERATOR(MicrosoftDequantizeLinear)

} // namespace halftone
