// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/algorithm_options.h"
#include "core/quant/format_options.h"
#include "core/quant/node_pattern.h"
#include "core/quant/preprocess_options.h"
#include "core/quant/qdq_options.h"
#include "core/quant/tensor_override.h"
#include "core/tensor/dtype.h"

#include <map>
#include <string>
#include <vector>

namespace halftone {

/// Plain does exactly what the options say; Ort has the defaults and habits of ONNX Runtime's tool; TensorRt writes what TensorRT's
/// explicit quantization takes (tensorrt_rules.h).
enum class QuantProfile { Default, Plain, Ort, TensorRt };

/// The plan: everything the user decides, keyed by stable names. A small value, diffable, the same file for window and
/// command line (JSON). Only fields that have an effect exist.
struct Recipe
{
    QuantProfile profile = QuantProfile::Default;
    DType activations = DType::UInt8;
    DType weights = DType::Int8;
    bool perChannel = true;
    bool symmetricActivations = false;
    bool reduceRange = false;
    RangeMethod method = RangeMethod::Mse;
    /// For RangeMethod::Percentile, in percent.
    double percentile = 99.999;

    std::vector<NodePattern> exclude;
    /// When not empty: only these are quantized.
    std::vector<NodePattern> include;
    std::vector<std::string> excludeOps;
    std::vector<std::string> includeOps;
    /// An excluded node reads float values, not dequantized ones.
    bool excludeMeansFloatIn = true;
    std::map<std::string, TensorOverride> tensors;
    /// Changes the graph that is calibrated: statistics of other passes do not fit.
    PreprocessOptions preprocess;
    FormatOptions format;
    QdqOptions qdq;
    AlgorithmOptions algorithms;

    friend bool operator==(const Recipe &, const Recipe &) = default;
};

/// The recipe that a profile starts from. Ort: s8 activations and weights, per tensor, min–max, the operator types of
/// ONNX Runtime's registry, and excluded nodes that read dequantized values. TensorRt: symmetric s8 before the products and sums, weights
/// per channel, each with a pair of its own, biases float.
Recipe defaultRecipe(QuantProfile profile);

std::string recipeToJson(const Recipe &recipe);
/// What the text leaves out is as in defaultRecipe(). Unknown keys and impossible values are errors naming the key.
Result<Recipe> recipeFromJson(const std::string &text);

} // namespace halftone
