// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/recipe.h"

namespace halftone {

namespace {

/// NVIDIA's "Q/DQ Layer-Placement Recommendations" (Developer Guide of TensorRT, "Working with Quantized Types"): inputs of weighted
/// layers and of residual sums, no biases, no outputs of layers.
Recipe tensorRtRecipe()
{
    Recipe recipe;
    recipe.profile = QuantProfile::TensorRt;
    recipe.activations = DType::Int8;
    recipe.weights = DType::Int8;
    recipe.symmetricActivations = true;
    recipe.includeOps = {"Add", "AveragePool", "Conv", "ConvTranspose", "Gemm", "GlobalAveragePool", "MatMul"};
    recipe.qdq.quantizeBias = false;
    recipe.qdq.weightPairs = true;
    recipe.qdq.dedicatedPairs = true;
    recipe.qdq.floatOutputs = recipe.includeOps;
    return recipe;
}

} // namespace

Recipe defaultRecipe(QuantProfile profile)
{
    Recipe recipe;
    recipe.profile = profile;
    if (profile == QuantProfile::TensorRt)
        return tensorRtRecipe();
    if (profile != QuantProfile::Ort)
        return recipe;
    recipe.activations = DType::Int8;
    recipe.weights = DType::Int8;
    recipe.perChannel = false;
    recipe.method = RangeMethod::MinMax;
    recipe.excludeMeansFloatIn = false;
    recipe.includeOps = {"Add", "ArgMax", "AveragePool", "BatchNormalization", "Clip", "Concat", "Conv", "ConvTranspose", "CumSum",
        "EmbedLayerNormalization", "Flatten", "Gather", "GatherElements", "Gemm", "GlobalAveragePool", "InstanceNormalization",
        "LayerNormalization", "LeakyRelu", "MatMul", "MaxPool", "Mul", "Pad", "Relu", "Reshape", "Resize", "Sigmoid", "Slice", "Softmax",
        "Split", "Squeeze", "TopK", "Transpose", "Unsqueeze", "Where"};
    return recipe;
}

} // namespace halftone
