// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

/// Facts of ArgMax and ArgMin: int64, the axis reduced to one or dropped.
Status inferArgExtreme(InferContext &context);
/// Positions of the largest (`largest`) or smallest elements along attribute `axis`; select_last_index decides among equals.
Status computeArgExtreme(KernelContext &context, bool largest);
/// Takes quantized activations; the result are positions.
QuantRule argExtremeRule();

} // namespace halftone
