// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// min(max(x, low), high) of each element; NaN stays NaN, which oneDNN's eltwise primitives turn into a bound. In place or not.
void clampElements(const float *from, float *to, std::int64_t count, float low, float high);

} // namespace halftone
