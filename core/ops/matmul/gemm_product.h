// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <functional>

namespace halftone {

/// Output 0 of Gemm: [m, n].
Status inferGemm(InferContext &context);

/// alpha · A' · B' + beta · C with the attributes of Gemm, then `activation` (null for none).
Status computeGemm(KernelContext &context, const std::function<double(double)> &activation);

} // namespace halftone
