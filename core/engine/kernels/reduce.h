// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/primitives.h"

#include <cstdint>

namespace halftone {

/// Reduces the middle axis of a row-major outer × count × inner tensor, element by element over rows of `inner`; count ≥ 1.
void reduceMiddle(ReduceKind kind, const float *from, float *to, std::int64_t outer, std::int64_t count, std::int64_t inner);

} // namespace halftone
