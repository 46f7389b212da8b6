// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/speed_issues.h"

#include <algorithm>
#include <cstdio>

namespace halftone {

namespace {

/// Differences below this are noise.
constexpr double kSlower = 1.1;
/// With fewer of the MACs in integers, float work is what takes the time.
constexpr double kEnoughPercent = 50;

std::string figure(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

bool isStatic(const Recipe &recipe) { return recipe.format.type == QuantFormat::Qdq || recipe.format.type == QuantFormat::QOperator; }

Error whySlower(const Recipe &recipe, const Effect &effect, const Graph &quantized, const Latency &latency)
{
    const std::string now = figure(latency.quantizedMs);
    const std::string before = figure(latency.floatMs);
    switch (recipe.format.type) {
    case QuantFormat::Dynamic:
    case QuantFormat::Integer:
        return Error(errc::kSlowerDynamic, {now, before});
    case QuantFormat::WeightOnly:
        return Error(errc::kSlowerWeightOnly, {now, before});
    case QuantFormat::Float16:
    case QuantFormat::BFloat16:
        return Error(errc::kSlowerHalf, {now, before});
    case QuantFormat::Qdq:
    case QuantFormat::QOperator:
        break;
    }
    if (dtypeBits(recipe.activations) > 8 || dtypeBits(recipe.weights) != 8)
        return Error(errc::kSlowerWide, {now, before});
    if (effect.percent() < kEnoughPercent)
        return Error(errc::kSlowerFloat, {now, before, figure(effect.percent())});
    const auto conversions = std::ranges::count_if(
        quantized.nodes(), [](const Node &node) { return node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear"; });
    return Error(errc::kSlowerConversions, {now, before, std::to_string(conversions)});
}

} // namespace

std::vector<Issue> speedIssues(const Recipe &recipe)
{
    std::vector<Issue> issues;
    const bool isSigned = recipe.activations == DType::Int8 && recipe.weights == DType::Int8;
    if (isSigned && isStatic(recipe) && recipe.profile != QuantProfile::TensorRt)
        issues.push_back({Issue::Severity::Info, Error(errc::kSignedActivations), Issue::Target::None, {}});
    return issues;
}

std::vector<Issue> speedIssues(const Recipe &recipe, const Effect &effect, const Graph &quantized, const Latency &latency)
{
    std::vector<Issue> issues = speedIssues(recipe);
    if (latency.quantizedMs > latency.floatMs * kSlower)
        issues.push_back({Issue::Severity::Info, whySlower(recipe, effect, quantized, latency), Issue::Target::None, {}});
    return issues;
}

} // namespace halftone
