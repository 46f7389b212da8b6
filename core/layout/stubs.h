// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layout.h"

namespace halftone {

/// Edges of values with more consumers than `highFanOut`.
std::vector<bool> edgesOfHighFanOut(const LayoutInput &input, int highFanOut);

/// Draws the routes that are stubs: a short line below the producer and one above the consumer, beside the regular edges.
/// Coordinates as within a level (everything flows downwards).
void drawStubs(const LayoutInput &input, double extent, LayoutResult &result);

} // namespace halftone
