// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

/// Facts of a window operator: as long as input 0 says, of type output_datatype.
Status inferWindow(InferContext &context);
/// Output 0 = a0 − a1·cos(2πn/N) + a2·cos(4πn/N), N the length, or the length less one when not periodic.
Status computeWindow(KernelContext &context, double a0, double a1, double a2);

} // namespace halftone
