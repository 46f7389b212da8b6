// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/quantization/affine.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace halftone {

/// Scale and uint8 zero point of the numbers at hand (ONNX DynamicQuantizeLinear).
struct DynamicRange
{
    float scale = 1.0F;
    std::int32_t zeroPoint = 0;
};

/// The range is widened to hold 0; an input of zeros only gets scale 1.
inline DynamicRange dynamicRange(std::span<const float> values)
{
    float low = 0.0F;
    float high = 0.0F;
    for (const float value : values) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    DynamicRange range;
    range.scale = (high - low) / 255.0F;
    if (range.scale == 0.0F)
        range.scale = 1.0F;
    // Infinite numbers have no such point; what is not a number must not reach the conversion.
    const float zero = -low / range.scale;
    range.zeroPoint = std::isnan(zero) ? 0 : static_cast<std::int32_t>(std::nearbyint(std::clamp(zero, 0.0F, 255.0F)));
    return range;
}

} // namespace halftone
