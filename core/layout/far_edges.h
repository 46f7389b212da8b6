// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layered.h"

namespace halftone {

/// Takes edges out of the routed ones that run further sideways between two ranks than `limit` pixels: across several screens no eye
/// follows them, and a wide graph would be covered with them. `x` is by vertex of `graph`.
void dropFarEdges(const LevelGraph &level, LayeredGraph &graph, const std::vector<double> &x, double limit);

/// Sideways way of a segment.
double sidewaysOf(const Segment &segment, const std::vector<double> &x);

} // namespace halftone
