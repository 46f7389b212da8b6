// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"

namespace halftone {

/// Nodes of `topology` in mode Float16 compute in 16-bit floats, with Casts where other nodes, inputs and outputs of the
/// model meet them. Nodes in mode BFloat16 keep their constants as bfloat16 behind a Cast: most runtimes have no kernels
/// that compute in it. Numbers beyond ±65504 are clipped and reported.
Status rewriteHalf(const TopologyContext &context, const QuantTopology &topology, QuantizeResult &result, Progress &progress);

} // namespace halftone
