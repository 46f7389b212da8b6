// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"

#include <optional>

namespace halftone {

/// One activation of the float model and where the quantized model holds it.
struct TensorPair
{
    ValueId floatValue = kNone;
    /// Value to observe in the quantized model: integers (with `params`) where the value exists quantized, else float.
    ValueId quantizedValue = kNone;
    /// How observed integers, or observed floats that a QuantizeLinear reads (`rounded`), become what consumers see.
    std::optional<QuantParams> params;
    /// Observed is the float value before QuantizeLinear, because others read it too.
    bool rounded = false;
};

/// A constant of the float model and the constant (quantized, with `params`) that replaces it.
struct WeightPair
{
    ValueId floatValue = kNone;
    ValueId quantizedValue = kNone;
    QuantParams params;
};

struct Pairing
{
    /// In order of execution of the float model.
    std::vector<TensorPair> activations;
    std::vector<WeightPair> weights;
};

/// Resolves QuantizeResult::counterpart into values to look at.
Result<Pairing> pairTensors(const Model &floatModel, const GraphFacts &facts, const QuantizeResult &quantized);

/// Scale and zero point of a QuantizeLinear or DequantizeLinear whose parameters are constants; nothing otherwise.
std::optional<QuantParams> linearParams(const Graph &graph, const Node &node);

} // namespace halftone
