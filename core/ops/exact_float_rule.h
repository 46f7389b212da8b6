// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/quant_rule.h"

namespace halftone {

/// Why a node stays float: %1 operator, %2 what no int8 kernel of it has.
inline constexpr ErrorCode kNoInt8Feature{"quant.no-int8-feature"};

inline QuantRule exactFloatRule(std::string operatorType, std::string feature)
{
    QuantRule rule;
    rule.reason = kNoInt8Feature;
    rule.reasonArguments = {std::move(operatorType), std::move(feature)};
    return rule;
}

/// The node reads its inputs as they are, not rounded by a pair: between pairs, ONNX Runtime would take it for one on integers, which it
/// has wrong or not at all.
inline bool readsExact(const QuantRule &rule) { return rule.kind == QuantRule::Kind::Float && rule.reason == kNoInt8Feature; }

} // namespace halftone
