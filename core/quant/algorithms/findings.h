// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <map>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// What was decided, as a sentence. %1 number of tensors whose channels were evened out, %2 the worst of them, %3 how many-fold its
/// channels differed, %4 how many-fold they do now.
inline constexpr ErrorCode kEqualized{"quant.equalized"};
/// %1 node, %2 its widest input, %3 that one's largest magnitude, %4 its narrowest input, %5 that one's, %6 number of nodes left float.
inline constexpr ErrorCode kWideJoin{"quant.wide-join"};
/// %1 node, %2 its widest input, %3 that one's largest magnitude, %4 its narrowest input, %5 that one's, %6 number of channels.
inline constexpr ErrorCode kJoinInChannels{"quant.join-in-channels"};
/// %1 number of nodes, %2 the first tensor with masked values, %3 its extreme.
inline constexpr ErrorCode kMaskFound{"quant.mask-found"};
/// %1 number of nodes, %2 the operator types.
inline constexpr ErrorCode kSensitiveFound{"quant.sensitive-found"};

/// %1 number of products, %2 the value whose channels differed most, %3 how many-fold the largest exceeds the median, %4 dB of the
/// products on samples before, %5 after.
inline constexpr ErrorCode kSmoothed{"quant.smoothed"};
/// %1 number of products left float, %2 the value whose channels differ most, %3 how many-fold, %4 dB they would have to reach.
inline constexpr ErrorCode kOutliersFloat{"quant.outliers-float"};

/// %1 number of layers tuned on data, %2 dB of their outputs on the average before, %3 after.
inline constexpr ErrorCode kTuned{"quant.tuned"};

/// %1 number of values, %2 dB of the layers that read them on samples before, %3 after.
inline constexpr ErrorCode kRangesSearched{"quant.ranges-searched"};

/// Why one node stays float. %1 widest input, %2 its largest magnitude, %3 narrowest input, %4 its largest magnitude.
inline constexpr ErrorCode kJoinsRanges{"quant.joins-ranges"};
/// The same of a node whose result has a scale for each channel.
inline constexpr ErrorCode kJoinsInChannels{"quant.joins-in-channels"};
/// %1 the Concat or Add it computes with.
inline constexpr ErrorCode kReadsJoin{"quant.reads-join"};
/// %1 tensor with masked values.
inline constexpr ErrorCode kTouchesMask{"quant.touches-mask"};
/// Why one product stays float. %1 what it reads, %2 how many-fold its channels differ, %3 dB in 8 bits.
inline constexpr ErrorCode kOutlierInput{"quant.outlier-input"};
/// Why an added Mul stays float. %1 the value whose channels it scales.
inline constexpr ErrorCode kScalesChannels{"quant.scales-channels"};
/// %1 operator.
inline constexpr ErrorCode kIsSensitive{"quant.is-sensitive"};
} // namespace errc

/// Why an algorithm keeps a node float.
struct FloatReason
{
    ErrorCode code{""};
    std::vector<std::string> arguments;
};

/// Nodes that stay float, by name.
using FloatNodes = std::map<std::string, FloatReason>;

/// A figure for a sentence: three significant digits.
std::string figureText(double value);

} // namespace halftone
