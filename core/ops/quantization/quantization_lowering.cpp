// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerQuantize(LowerContext &context) { return context.quantizeLinear(); }
std::optional<Refusal> lowerDequantize(LowerContext &context) { return context.dequantizeLinear(); }

std::optional<Refusal> lowerDynamicQuantize(LowerContext &context) { return context.dynamicQuantize(); }

} // namespace

HALFTONE_LOWERING(DynamicQuantizeLinear, "", "DynamicQuantizeLinear", lowerDynamicQuantize)
HALFTONE_LOWERING(QuantizeLinear, "", "QuantizeLinear", lowerQuantize)
HALFTONE_LOWERING(DequantizeLinear, "", "DequantizeLinear", lowerDequantize)

} // namespace halftone
