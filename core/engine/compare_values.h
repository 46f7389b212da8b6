// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/runtime_value.h"

#include <optional>
#include <string>

namespace halftone {

/// How far floats may differ: |a − b| ≤ absolute + relative·|b|, and integers: by `steps`.
struct Tolerance
{
    double relative = 1e-3;
    double absolute = 1e-5;
    std::int64_t steps = 0;
};

/// The first difference found, in figures.
struct ValueDifference
{
    std::string found;
    std::string expected;
};

/// Compares kind, type, shape and elements of `a` with the expected `b`. NaN equals NaN; infinities equal themselves.
std::optional<ValueDifference> differenceBetween(const RuntimeValue &a, const RuntimeValue &b, const Tolerance &tolerance);

} // namespace halftone
