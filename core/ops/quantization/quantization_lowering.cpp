// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerQuantize(LowerContext &context) { return context.quantizeLinear(); }
std::optional<Refusal> lowerDequantize(LowerContext &context) { return context.dequantizeLinear(); }

} // namespace

HALFTONE_LOWERING(QuantizeLinear, "", "QuantizeLinear", lowerQuantize)
HALFTONE_LOWERING(DequantizeLinear, "", "DequantizeLinear", lowerDequantize)

} // namespace halftone
