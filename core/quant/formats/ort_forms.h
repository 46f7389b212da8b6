// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/ops/quant_rule.h"
#include "core/quant/recipe.h"

namespace halftone {

/// What QuantProfile::Ort leaves of an operator's rule in QOperator form, where ONNX Runtime's quantize_static knows fewer operators than
/// in Q/DQ form (docs/ort-profile.md). Other profiles and formats keep the rule.
QuantRule ortQOperatorRule(const Recipe &recipe, const Graph &graph, const Node &node, QuantRule rule);

/// The node is quantized only behind quantized ones, though it computes: what that tool does with a GlobalAveragePool in QOperator form.
bool ortWaitsForInput(const Recipe &recipe, const Node &node);

/// Operator types that quantize_dynamic takes when none are named.
const std::vector<std::string> &ortDynamicOps();

/// The recipe with what its format implies: in QOperator form excluded nodes read what there is, as no float stands beside the integers;
/// QuantProfile::Ort has other operator types for dynamic models.
Recipe effectiveRecipe(const Recipe &recipe);

} // namespace halftone
