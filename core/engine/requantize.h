// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"
#include "core/engine/primitives.h"

namespace halftone {

class Tracer;

/// The 256 results of DequantizeLinear by `from` and QuantizeLinear by `to` (both per tensor).
Result<Tensor> requantizeTable(const Quantization &from, const Quantization &to);

/// Every byte of an 8-bit value replaced by table[byte], which mean elements of `dtype`.
Result<Place> tableApplied(Tracer &tracer, ValueId value, const Tensor &table, DType dtype);

/// An 8-bit value under another scale: where it lies when nothing changes, else a copy made by table.
Result<Place> requantized(Tracer &tracer, ValueId value, const Quantization &from, const Quantization &to);

} // namespace halftone
