// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/issue.h"
#include "core/model/graph.h"
#include "core/samples/source.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// What to do, %1 input, %2 element type it wants.
inline constexpr ErrorCode kHintType{"quant.hint-type"};
/// %1 symbolic dimensions whose size is 1 in the data.
inline constexpr ErrorCode kHintDims{"quant.hint-dims"};
} // namespace errc

/// errc::kNoSamples of `tried` samples because of the first few reasons that differ.
Error noSamples(std::int64_t tried, const std::vector<Error> &reasons);
Error noSamples(std::int64_t tried, const std::vector<Issue> &skipped);

/// All that keeps a sample from being the inputs of `graph`; empty when it fits.
std::vector<Error> inputProblems(const Graph &graph, const Sample &sample);

/// For a run that fails though the data fit: symbolic dimensions of size 1 that --dim did not set.
std::optional<Error> dimsHint(const Graph &graph, const Sample &sample, const std::map<std::string, std::int64_t> &dims);

} // namespace halftone
