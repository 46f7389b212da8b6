// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/quantize.h"

namespace halftone {

/// Magnitude from which a value is a mask ("minus infinity" of attention) and not data.
inline constexpr float kMaskMagnitude = 1e30F;

/// Nodes that read or make a tensor with masked values stay float: a range that holds the mask has no level left for data,
/// one without it would lose the mask. One issue for all.
void findMasks(const Model &model, const Statistics &statistics, FloatNodes &nodes, std::vector<Issue> &issues);

/// What rounding to 8 bits hurts in encoders stays float: attention's Softmax, layer normalization, and everything between the
/// products of tokens around them (scaling, masks, biases, Gelu, residual sums, pooling). The products themselves and tables that
/// are looked up are quantized. Encoders are found by attention scores and layer normalizations; convolutions, pools and recurrent
/// layers end them. One issue for all.
void findSensitive(const Model &model, FloatNodes &nodes, std::vector<Issue> &issues);

} // namespace halftone
