// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"

namespace halftone {

/// Inserts QuantizeLinear / DequantizeLinear pairs as ONNX Runtime's tool names them (quantization-semantics.md, "QDQ").
Result<QuantizeResult> rewriteQdq(const TopologyContext &context, QuantTopology topology, Progress &progress);

} // namespace halftone
