// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace halftone {

/// How QuantizeLinear and DequantizeLinear are written (quantization-semantics.md "QDQ"; in brackets ONNX Runtime's name).
struct QdqOptions
{
    /// Weights stay float behind a pair of their own, for runtimes that want both (AddQDQPairToWeight).
    bool weightPairs = false;
    /// Each reader of a value has a pair of its own, with the same scale (DedicatedQDQPair).
    bool dedicatedPairs = false;
    /// Biases become int32; else they stay float (QuantizeBias).
    bool quantizeBias = true;
    /// A Relu or Clip stays also where saturation would do its work (QDQKeepRemovableActivations).
    bool keepActivations = false;
    /// The pair's operators are those of com.microsoft, for 16 and 4 bits before opset 21 (UseQDQContribOps).
    bool contribOps = false;
    /// Operators that only move values are quantized also when what they read is float (ForceQuantizeNoInputCheck).
    bool quantizeMoves = false;
    /// Ranges are widened at the top to span at least this; 0 for none (MinimumRealRange).
    double minimumRange = 0;
    /// Operator types whose results are quantized only where another node reads them so (OpTypesToExcludeOutputQuantization).
    std::vector<std::string> floatOutputs;

    friend bool operator==(const QdqOptions &, const QdqOptions &) = default;
};

nlohmann::ordered_json qdqOptionsJson(const QdqOptions &options);
/// `key` is the place in the recipe, for errors. What the JSON leaves out stays as in `target`.
Status readQdqOptions(const std::string &key, const nlohmann::ordered_json &json, QdqOptions &target);

} // namespace halftone
