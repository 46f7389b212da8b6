// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"

#include <QString>

namespace halftone {

/// The sign of a decision wherever a node is shown: "i8", "i16", "w4", "f16", "f32", "✕ f32" when the user excluded it.
QString decisionBadge(const NodeDecision &decision);
/// True when the user's choice, not a rule, keeps the node in float.
bool isUserChoice(const NodeDecision &decision);
/// Why a node stays float, or how it is quantized: one sentence.
QString decisionReason(const NodeDecision &decision);

} // namespace halftone
