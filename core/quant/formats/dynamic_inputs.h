// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"
#include "core/quant/topology.h"

namespace halftone {

/// In a model in QOperator form, scales of what floats enter the integers by are computed as it runs (FormatOptions::dynamicInputs): each
/// QuantizeLinear to u8 becomes a DynamicQuantizeLinear, and biases of the layers that read it are scaled as it says. Results of QLinear
/// operators keep their scales. `topology` of `graph` is what `result` was made from. A QuantizeLinear whose scale some operator also
/// writes with stays.
Status makeInputsDynamic(const Graph &graph, const QuantTopology &topology, QuantizeResult &result);

} // namespace halftone
