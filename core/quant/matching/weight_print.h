// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/matching/compared_graph.h"

#include <vector>

namespace halftone {

/// Some elements of a constant as real numbers, from the same places whatever type they are held in: what layers are told apart by
/// when names are lost. At most kWeightPrintSize; fewer for small constants; empty when they cannot be read.
using WeightPrint = std::vector<float>;
inline constexpr std::int64_t kWeightPrintSize = 128;

WeightPrint weightPrint(const ComparedGraph &side, const ComparedGraph::Operand &operand);

/// Cosine of two prints of the same shape: near 1 for weights and their quantized form, near 0 for those of different layers.
double likeness(const WeightPrint &a, const WeightPrint &b);

} // namespace halftone
