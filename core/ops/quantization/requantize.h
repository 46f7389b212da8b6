// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/nn/elements.h"

#include <vector>

namespace halftone {

/// The scales of a quantized layer's output: multiplier[c] = x_scale · w_scale[c] / y_scale, in single precision.
/// A list of one serves all channels.
struct Requantization
{
    std::vector<float> multipliers;
    std::int32_t zeroPoint = 0;

    float multiplier(std::int64_t channel) const { return multipliers[multipliers.size() == 1 ? 0 : static_cast<std::size_t>(channel)]; }
};

/// Reads the scalar scales of inputs `x` and `y`, the scale (one, or one a channel of `channels`) of input `w`, and the
/// zero point of input `yZeroPoint`.
Result<Requantization> readRequantization(const KernelContext &context, int x, int w, int y, int yZeroPoint, std::int64_t channels);

} // namespace halftone
