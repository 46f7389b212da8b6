// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"

namespace halftone {

/// Scale and zero point of every quantized activation that decides for itself (QuantTopology::root), by ValueId, in
/// QuantTopology::types.
/// Constants among activations take their own extremes. Notes go to `issues`.
Result<std::map<ValueId, QuantParams>> activationParams(
    const TopologyContext &context, const QuantTopology &topology, std::vector<Issue> &issues);

/// The same for one of them in another type; notes were made before.
Result<QuantParams> activationParamsAs(const TopologyContext &context, const QuantTopology &topology, ValueId value, DType type);

} // namespace halftone
