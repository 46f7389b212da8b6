// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/ops/fact.h"
#include "core/tensor/cast.h"

namespace halftone {

/// Attribute `saturate` of Cast and its kin: numbers beyond a float8's range become its largest, not infinity or NaN.
bool saturates(const Node &node);
/// Attribute `round_mode`, for float8e8m0.
PowerRounding powerRounding(const Node &node);
/// The fact after a conversion: shape arithmetic passes through numeric types.
Fact castFact(const Fact &input, DType type);

} // namespace halftone
