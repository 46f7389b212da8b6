// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"
#include "core/quant/topology.h"

namespace halftone {

/// Turns the Q/DQ form of `result` into QOperator form: a node between DequantizeLinear and QuantizeLinear becomes its
/// QLinear counterpart; what has none stays between them, and float nodes read floats where there are some. `topology` of `graph` is what
/// `result` was made from. Counterparts of values that are left only as integers name those, with QuantizeResult::params to read them by.
Status fuseQOperators(const Graph &graph, const QuantTopology &topology, QuantizeResult &result);

} // namespace halftone
