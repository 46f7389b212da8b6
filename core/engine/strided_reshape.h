// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/shape.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// Strides under which a strided tensor can be read as another shape of the same count without moving anything; nothing
/// when an axis would have to be merged with one that does not follow it in memory.
std::optional<std::vector<std::int64_t>> reshapedStrides(const Shape &from, const std::vector<std::int64_t> &strides, const Shape &to);

} // namespace halftone
