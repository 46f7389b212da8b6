// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"

namespace halftone {

/// Scale and zero point of every quantized activation that decides for itself (QuantTopology::root), by ValueId.
/// Constants among activations take their own extremes. Notes go to `issues`.
Result<std::map<ValueId, QuantParams>> activationParams(
    const TopologyContext &context, const QuantTopology &topology, std::vector<Issue> &issues);

} // namespace halftone
