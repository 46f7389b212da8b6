// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/layout.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// Max pooling of floats in any layout: what is wanted, and where input and output lie. Shapes are [N, C, spatial…].
struct WindowMaximum
{
    Shape inShape;
    LayoutPtr in;
    Shape outShape;
    LayoutPtr out;
    std::vector<std::int64_t> kernel;
    std::vector<std::int64_t> strides;
    /// 1: no gaps.
    std::vector<std::int64_t> dilations;
    std::vector<std::int64_t> pads;
};

/// True when an element is NaN or infinite. Padding of channel blocks counts as elements.
bool hasNonFinite(const float *data, const Shape &shape, const Layout *layout);

/// The largest element of each window, NaN if one is in it; primitives start at the lowest finite float and pass over NaN.
/// Much slower than they are: for inputs that need it.
void maximumOfWindows(const WindowMaximum &wanted, const float *from, float *to);

} // namespace halftone
