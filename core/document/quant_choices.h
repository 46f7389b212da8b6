// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

#include <span>

namespace halftone {

/// What can be chosen, in the order in which the window offers it.
std::span<const DType> activationTypes();
std::span<const DType> weightTypes();
std::span<const RangeMethod> rangeMethods();
/// Modes of single nodes.
std::span<const NodeMode> nodeModes();

} // namespace halftone
