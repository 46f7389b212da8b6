// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"

namespace halftone {

/// Nodes of `topology` in mode Dynamic or Integer in their integer form (quantization-semantics.md, "Dynamic and
/// IntegerOps"): the input is quantized with the range it turns out to have, or with that of calibration, and the integer
/// product becomes float by the product of both scales. Names follow ONNX Runtime's tool.
Status rewriteIntegers(const TopologyContext &context, const QuantTopology &topology, QuantizeResult &result, Progress &progress);

} // namespace halftone
