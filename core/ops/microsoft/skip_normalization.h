// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

/// Where a Skip(Simplified)LayerNormalization keeps its inputs; −1 for none.
struct SkipPorts
{
    int gamma = 2;
    int beta = 3;
    int bias = 4;
};

/// Sum of inputs 0 and 1 (and the bias), normalized along the last axis; `centers` subtracts the mean (LayerNorm), otherwise
/// only the root mean square is divided out. Output 3 is the sum.
Status computeSkipNormalization(KernelContext &context, const SkipPorts &ports, bool centers);
Status inferSkipNormalization(InferContext &context);

} // namespace halftone
