// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sweep/sweep_case.h"

#include <vector>

namespace halftone {

/// A family of small models about one kind of primitive, in some element types.
struct SweepKind
{
    const char *name;
    std::vector<DType> types;
    void (*make)(SweepCase &, DType);
};

std::vector<SweepKind> sweepConvolutions();
std::vector<SweepKind> sweepProducts();
std::vector<SweepKind> sweepElements();
std::vector<SweepKind> sweepMovements();

} // namespace halftone
