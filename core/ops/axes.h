// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <optional>
#include <vector>

namespace halftone {

/// An argument that newer opsets pass as input `input` and older ones as attribute `name`: axes, shapes, repeats, pads.
/// Empty vector inside: given empty. No value inside: not given.
Result<std::optional<std::vector<std::int64_t>>> intsArgument(const KernelContext &context, int input, std::string_view name);

/// The same while facts are inferred.
struct InferredInts
{
    /// The argument is there, as input or attribute.
    bool given = false;
    /// Its elements, when known.
    std::optional<std::vector<std::int64_t>> values;
};
InferredInts intsArgument(const InferContext &context, int input, std::string_view name);

/// Axes counted from the front, ascending. Errors: out of range, or the same axis twice.
Result<std::vector<int>> normalizedAxes(const Node &node, const std::vector<std::int64_t> &axes, int rank);

/// The input's shape with an unknown number of slices along attribute axis; a row of unknown length when that is not given.
/// Nothing when the input's rank is unknown.
Result<std::optional<std::vector<Dim>>> shapeOfSomeSlices(const InferContext &context);

} // namespace halftone
