// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/dim.h"
#include "core/model/graph.h"

#include <optional>
#include <vector>

namespace halftone {

/// Geometry of a sliding window (Conv, pools), one entry a spatial axis. Checked: kernel, strides and dilations are
/// positive and below 2³¹, pads are within [0, 2³¹).
struct Window
{
    enum class AutoPad { NotSet, Valid, SameUpper, SameLower };

    std::vector<std::int64_t> kernel;
    std::vector<std::int64_t> strides;
    std::vector<std::int64_t> dilations;
    std::vector<std::int64_t> padBegin;
    std::vector<std::int64_t> padEnd;
    AutoPad autoPad = AutoPad::NotSet;
    /// Round the number of windows up (pools).
    bool ceilMode = false;

    int rank() const { return static_cast<int>(kernel.size()); }
    /// Span of the dilated kernel along `axis`.
    std::int64_t extent(int axis) const { return (kernel[at(axis)] - 1) * dilations[at(axis)] + 1; }
    /// Number of kernel elements, saturated.
    std::int64_t kernelCount() const;

    /// Windows along `axis` for an input of `in` elements: ⌊(in + pads − extent) / stride⌋ + 1, or by auto_pad. Symbolic
    /// where `in` is.
    Dim outputDim(int axis, const Dim &in) const;
    /// As outputDim(); at least 0.
    std::int64_t outputSize(int axis, std::int64_t in) const;
    /// Replaces auto_pad by the pads it means for these input sizes.
    void resolvePads(const std::vector<std::int64_t> &in);

    static std::size_t at(int axis) { return static_cast<std::size_t>(axis); }
};

/// Reads kernel_shape, strides, dilations, pads, auto_pad and ceil_mode. `kernel` is what the weight says (Conv), checked
/// against kernel_shape; without it kernel_shape is required.
Result<Window> readWindow(const Node &node, int spatialRank, const std::optional<std::vector<std::int64_t>> &kernel);

} // namespace halftone
