// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/primitives.h"
#include "core/tensor/shape.h"

#include <vector>

namespace halftone {

/// Loops of a broadcast operation over row-major tensors: axes that behave alike are merged. Innermost last.
struct BroadcastLoops
{
    std::vector<std::int64_t> extent;
    /// In elements; 0 where the operand repeats.
    std::vector<std::int64_t> strideA;
    std::vector<std::int64_t> strideB;
};

/// Shapes must broadcast to `result`.
BroadcastLoops broadcastLoops(const Shape &a, const Shape &b, const Shape &result);

/// c = a op b in single precision.
void broadcastBinary(BinaryKind kind, const float *a, const float *b, float *c, const BroadcastLoops &loops);

} // namespace halftone
