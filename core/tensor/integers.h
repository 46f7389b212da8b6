// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// Elements of a bool or integer tensor of any width (sub-byte included) as 64-bit; nothing for other types.
/// Unsigned 64-bit values beyond the signed range saturate.
std::optional<std::vector<std::int64_t>> integersOf(const Tensor &tensor);

/// An integer tensor of `type` holding `values`; nothing when the type is no byte-sized integer or a value does not fit.
std::optional<Tensor> tensorOfIntegers(DType type, Shape shape, const std::vector<std::int64_t> &values);

} // namespace halftone
