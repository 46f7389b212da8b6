// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/ops/quant_rule.h"
#include "core/quant/format_options.h"

namespace halftone {

/// An operator's rule as far as the format can write it: with QOperator only what has a QLinear form, or computes on
/// integers as it is, is quantized.
QuantRule formatRule(QuantFormat format, const Node &node, QuantRule rule);

} // namespace halftone
