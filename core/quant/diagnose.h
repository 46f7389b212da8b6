// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"

#include <optional>

namespace halftone {

namespace errc {
/// Two ranges, one scale: %1 operator joins %2 (largest %3) and %4 (largest %5), whose smaller part is left %6 levels.
inline constexpr ErrorCode kTwoRangesOneScale{"quant.two-ranges-one-scale"};
/// Channels of %1 differ %2-fold in range, under one scale.
inline constexpr ErrorCode kUnequalChannels{"quant.unequal-channels"};
/// %1 % of the values of %2 are clipped.
inline constexpr ErrorCode kClipped{"quant.clipped"};
/// The values of %1 lie in few of its levels: the range is set by rare outliers (%2 of %3 levels hold 99 % of the values).
inline constexpr ErrorCode kOutliers{"quant.outliers"};
/// The error of %1 comes from before it: its own is %2 dB.
inline constexpr ErrorCode kInheritedError{"quant.inherited-error"};
/// The error of %1 comes from before it: it adds none.
inline constexpr ErrorCode kOnlyInherited{"quant.only-inherited"};
/// Nothing stands out: 8 bits are too few for %1.
inline constexpr ErrorCode kTooFewBits{"quant.too-few-bits"};
} // namespace errc

/// Why a tensor suffers, and the node whose exclusion mends it.
struct Diagnosis
{
    ErrorCode code{""};
    std::vector<std::string> arguments;
    /// Node to keep in float; "" when that would not help here.
    std::string excludeNode;
};

/// Judges one tensor of a report. `model` is the prepared float model that was quantized.
std::optional<Diagnosis> diagnose(
    const Model &model, const Statistics &statistics, const QuantizeResult &quantized, const TensorError &error);

} // namespace halftone
