// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <vector>

namespace halftone {

/// Output 0 of a loss over input 0 [N, C, …]: [N, …], or a scalar when reduced.
Status inferLoss(InferContext &context);

/// Weighted negative log likelihood of `logProbabilities` [N, C, …] under the targets in input 1, with the weights in input
/// 2 and the attributes ignore_index and reduction (ONNX NegativeLogLikelihoodLoss).
Status computeLoss(KernelContext &context, const std::vector<double> &logProbabilities);

} // namespace halftone
