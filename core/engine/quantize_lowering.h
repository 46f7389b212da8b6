// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"
#include "core/engine/primitives.h"

namespace halftone {

class Tracer;

/// Records the dequantization of a dense 8-bit tensor (one scale); `id` then exists in the same order of elements.
Status emitDequantize(Tracer &tracer, ValueId id, const Shape &shape, const Place &from, const Quantization &quantization);

} // namespace halftone
