// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sweep/sweep_kinds.h"

#include <string>
#include <vector>

namespace halftone {

/// One small model of the sweep: what it is about, and the seed it is made from.
struct SweepItem
{
    SweepKind kind;
    DType type = DType::Float;
    unsigned seed = 0;

    /// "pointwise convolution, uint8, seed 7".
    std::string name() const;
};

/// Every kind of primitive that the engine uses in every type it has there, `seeds` random shapes each. Always the same list.
std::vector<SweepItem> sweepItems(unsigned seeds);

/// Runs the item with primitives, every buffer right before a page that cannot be touched, then right behind one, and with
/// the reference kernels alone. Empty, or how the results differ; an access outside of a buffer ends the process with a signal.
std::string runSweepItem(const SweepItem &item);

/// How many seeds take some seconds for one instruction set.
inline constexpr unsigned kSweepSeeds = 6;
inline constexpr unsigned kThoroughSweepSeeds = 150;

} // namespace halftone
