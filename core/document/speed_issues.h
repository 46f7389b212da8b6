// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/document/latency.h"
#include "core/document/node_cost.h"

#include <vector>

namespace halftone {

namespace errc {
/// Each: %1 milliseconds quantized, %2 milliseconds in float. The last word says why.
inline constexpr ErrorCode kSlowerDynamic{"document.slower-dynamic"};
inline constexpr ErrorCode kSlowerWeightOnly{"document.slower-weight-only"};
inline constexpr ErrorCode kSlowerHalf{"document.slower-half"};
inline constexpr ErrorCode kSlowerWide{"document.slower-wide"};
/// %3 share of the MACs in integers, in percent.
inline constexpr ErrorCode kSlowerFloat{"document.slower-float"};
/// %3 conversions between float and integers.
inline constexpr ErrorCode kSlowerConversions{"document.slower-conversions"};
/// No arguments.
inline constexpr ErrorCode kSignedActivations{"document.signed-activations"};
} // namespace errc

/// What is known to cost speed elsewhere: signed activations with signed weights in ONNX Runtime on x86.
std::vector<Issue> speedIssues(const Recipe &recipe);
/// The same, and why `quantized` is slower than the float model, if it is by more than measuring errs.
std::vector<Issue> speedIssues(const Recipe &recipe, const Effect &effect, const Graph &quantized, const Latency &latency);

} // namespace halftone
