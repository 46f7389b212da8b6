// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/tensor/shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// What to do, %1 input: its data have their channels last, the model has them first.
inline constexpr ErrorCode kHintChannelsLast{"samples.hint-channels-last"};
/// %1 input: the other way round.
inline constexpr ErrorCode kHintChannelsFirst{"samples.hint-channels-first"};
/// %1 input, %2 size of the model's first axis, %3 that of the data.
inline constexpr ErrorCode kHintBatch{"samples.hint-batch"};
/// %1 input, %2 number of axes of the model, %3 that of the data.
inline constexpr ErrorCode kHintRank{"samples.hint-rank"};
/// %1 input, %2 the axes that differ, as "2: 8 instead of 16".
inline constexpr ErrorCode kHintAxes{"samples.hint-axes"};
} // namespace errc

/// What to do about data that do not fit an input: `wanted` has nothing where any size will do.
Error shapeHint(const std::string &input, const Shape &given, const std::vector<std::optional<std::int64_t>> &wanted);

} // namespace halftone
