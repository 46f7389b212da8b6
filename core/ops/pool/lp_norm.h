// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"
#include "core/ops/pool/pooling.h"

namespace halftone {

/// (Σ |x|^p)^(1/p) over every window of `geometry`, from input 0 to output 0; p from the attribute (integer or, in opset 1, float).
Status computeLpNorm(KernelContext &context, const PoolGeometry &geometry);

} // namespace halftone
