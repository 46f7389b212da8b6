// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace halftone {

/// How Resize maps output to input positions and mixes input elements; names as in the specification of Resize.
struct ResampleMode
{
    enum class Kind { Nearest, Linear, Cubic };
    enum class Coordinates { HalfPixel, HalfPixelSymmetric, PytorchHalfPixel, AlignCorners, Asymmetric, TfHalfPixelForNn, TfCropAndResize };
    enum class Nearest { RoundPreferFloor, RoundPreferCeil, Floor, Ceil, Simple };

    Kind kind = Kind::Nearest;
    Coordinates coordinates = Coordinates::HalfPixel;
    Nearest nearest = Nearest::RoundPreferFloor;
    double cubicCoefficient = -0.75;
    bool excludeOutside = false;
    bool antialias = false;
    float extrapolation = 0.0F;
};

/// Reads the attributes of Resize (10 and later) or Upsample.
Result<ResampleMode> readResampleMode(const Node &node, std::int64_t opset);

/// One axis of a resampling: `in` elements become `out`; `scale` is what positions are computed with; the region of
/// interest [start, end] matters for tf_crop_and_resize only.
struct ResampleAxis
{
    std::int64_t in = 0;
    std::int64_t out = 0;
    float scale = 1.0F;
    float start = 0.0F;
    float end = 1.0F;
};

/// Input elements and weights of one output element.
struct ResampleTap
{
    std::vector<std::int64_t> indices;
    std::vector<double> weights;
    /// The position lies outside the input and the mode extrapolates.
    bool outside = false;
};

/// Taps of output element `position`. Indices are within [0, in).
ResampleTap resampleTap(const ResampleMode &mode, const ResampleAxis &axis, std::int64_t position);

} // namespace halftone
