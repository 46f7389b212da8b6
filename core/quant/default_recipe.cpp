// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/recipe.h"

namespace halftone {

Recipe defaultRecipe(QuantProfile profile)
{
    Recipe recipe;
    recipe.profile = profile;
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
