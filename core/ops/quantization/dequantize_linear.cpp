// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/quantization/quantize_dequantize.h"

namespace halftone {

namespace {

class DequantizeLinear final : public DequantizeLinearBase
{
public:
    OpInfo info() const override
    {
        return {
            "DequantizeLinear", "", OpCategory::Quantization, "Turns quantized numbers back into real ones: (x − zero point) · scale.", 10};
    }
};

} // namespace

HALFTONE_OPERATOR(DequantizeLinear)

} // namespace halftone
