// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layout.h"

namespace halftone {

/// How far the name of a box's only stub may reach over the corner of the box.
inline constexpr double kStubOverhang = 24;

/// Edges of values with more consumers than `highFanOut`, and into boxes with more edges than `highFanIn`.
std::vector<bool> edgesOfBusyEnds(const LayoutInput &input, int highFanOut, int highFanIn);

/// Draws the routes that are stubs: a short line below the producer and one above the consumer, beside the regular edges.
/// Coordinates as within a level (everything flows downwards).
void drawStubs(const LayoutInput &input, double extent, LayoutResult &result);

} // namespace halftone
