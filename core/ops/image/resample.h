// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/image/resample_axis.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <vector>

namespace halftone {

/// Resamples input 0 to output 0 along every axis of `axes` (one an axis of the input).
Status resample(KernelContext &context, const ResampleMode &mode, const std::vector<ResampleAxis> &axes);

/// ⌊in · scale⌋ in single precision; −1 when that is no size.
std::int64_t scaledSize(std::int64_t in, float scale);
/// As scaledSize(), symbolic for whole scales and reciprocals of whole numbers, otherwise unknown.
Dim scaledDim(const Dim &in, double scale);

} // namespace halftone
