// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/quantization/quantize_dequantize.h"

namespace halftone {

namespace {

class QuantizeLinear final : public QuantizeLinearBase
{
public:
    OpInfo info() const override
    {
        return {"QuantizeLinear", "", OpCategory::Quantization,
            "Turns real numbers into small ones of few bits: round(x / scale) + zero point, saturated.", 10};
    }
};

} // namespace

HALFTONE_OPERATOR(QuantizeLinear)

} // namespace halftone
