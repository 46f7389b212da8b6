// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"

namespace halftone {

/// How the range of one activation, or constant among activations, becomes a scale.
struct ActivationScheme
{
    bool symmetric = false;
    bool reduceRange = false;
    /// Ranges are widened at the top to span at least this.
    double minimumRange = 0;
};

/// As the recipe has it, its override of that tensor first; the result of a Softmax in QOperator form is what QLinearSoftmax demands
/// (scale 1/256), and ONNX Runtime's tool takes constants there for weights.
ActivationScheme activationScheme(const TopologyContext &context, const QuantTopology &topology, ValueId value, DType type);

/// Scale and zero point of every quantized activation that decides for itself (QuantTopology::root), by ValueId, in
/// QuantTopology::types.
/// Constants among activations take their own extremes. Notes go to `issues`.
Result<std::map<ValueId, QuantParams>> activationParams(
    const TopologyContext &context, const QuantTopology &topology, std::vector<Issue> &issues);

/// The same for one of them in another type; notes were made before.
Result<QuantParams> activationParamsAs(const TopologyContext &context, const QuantTopology &topology, ValueId value, DType type);

} // namespace halftone
