// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// Elements of an integer or boolean tensor of any width as 64-bit (uint64 above 2^63 wraps); nothing for other types.
std::optional<std::vector<std::int64_t>> integersOf(const Tensor &tensor);

} // namespace halftone
