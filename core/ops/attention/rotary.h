// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"

namespace halftone {

/// Where a RotaryEmbedding keeps its inputs besides X, and what its domain lets it leave out.
struct RotaryPorts
{
    int cosine = 1;
    int sine = 2;
    int positions = 3;
    /// Without num_heads, heads are as wide as the caches say; one position is that of the first step (com.microsoft).
    bool isMicrosoft = false;
};

/// X is [batch, heads, steps, size] or [batch, steps, heads · size]; caches are [positions, half] with position_ids, else
/// [batch, steps, half].
Status computeRotaryEmbedding(KernelContext &context, const RotaryPorts &ports);

} // namespace halftone
