// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// Softmax (or its logarithm) over the middle axis of a row-major [outer, axis, inner] tensor, inner > 1: columns side by
/// side, so that the loops run along memory.
void softmaxColumns(const float *from, float *to, std::int64_t outer, std::int64_t axis, std::int64_t inner, bool logarithm);

/// Results of softmax over rows for which there are none: a row with NaN or +∞ in it, or of −∞ alone, becomes NaN. oneDNN
/// gives finite numbers for them.
void markUndefinedRows(const float *from, float *to, std::int64_t rows, std::int64_t width);

} // namespace halftone
