// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/ort_forms.h"

#include "core/quant/errors.h"

#include <set>

namespace halftone {

namespace {

bool isOrtQOperator(const Recipe &recipe) { return recipe.profile == QuantProfile::Ort && recipe.format.type == QuantFormat::QOperator; }

QuantRule floatRule(const Node &node)
{
    QuantRule rule;
    rule.kind = QuantRule::Kind::Float;
    rule.reason = errc::kNoQOperatorForm;
    rule.reasonArguments = {node.opType};
    return rule;
}

} // namespace

QuantRule ortQOperatorRule(const Recipe &recipe, const Graph &graph, const Node &node, QuantRule rule)
{
    if (!isOrtQOperator(recipe) || rule.kind == QuantRule::Kind::Float)
        return rule;
    static const std::set<std::string> kWritten{"Add", "ArgMax", "AveragePool", "Clip", "Concat", "Conv", "Flatten", "Gather", "Gemm",
        "GlobalAveragePool", "LeakyRelu", "MatMul", "MaxPool", "Mul", "Pad", "Relu", "Reshape", "Resize", "Sigmoid", "Softmax", "Split",
        "Squeeze", "Transpose", "Unsqueeze", "Where"};
    const bool table = node.opType == "Gather" && (node.inputs[0] == kNone || !graph.constant(node.inputs[0]));
    const bool where = node.opType == "Where" && !recipe.qdq.quantizeMoves;
    const bool symmetricClip = rule.kind == QuantRule::Kind::Absorbable && recipe.symmetricActivations;
    return !kWritten.contains(node.opType) || table || where || symmetricClip ? floatRule(node) : rule;
}

bool ortWaitsForInput(const Recipe &recipe, const Node &node) { return isOrtQOperator(recipe) && node.opType == "GlobalAveragePool"; }

const std::vector<std::string> &ortDynamicOps()
{
    // A Gemm becomes a MatMul first. Transpose and EmbedLayerNormalization, which that tool also lists, have no integers to move there.
    static const std::vector<std::string> kTypes{"Attention", "Conv", "Gather", "Gemm", "LSTM", "MatMul"};
    return kTypes;
}

Recipe effectiveRecipe(const Recipe &recipe)
{
    Recipe result = recipe;
    result.excludeMeansFloatIn = recipe.excludeMeansFloatIn && recipe.format.type != QuantFormat::QOperator;
    const bool dynamic = recipe.format.type == QuantFormat::Dynamic || recipe.format.type == QuantFormat::Integer;
    if (recipe.profile == QuantProfile::Ort && dynamic && recipe.includeOps == defaultRecipe(QuantProfile::Ort).includeOps)
        result.includeOps = ortDynamicOps();
    return result;
}

} // namespace halftone
