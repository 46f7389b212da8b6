// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/formats/blocked_weight.h"

namespace halftone {

/// A weight whose columns were multiplied by `factors` before rounding; its input has to be divided by them.
struct AwqWeight
{
    BlockedWeight weight;
    std::vector<float> factors;
};

/// Activation-aware weight quantization (Lin et al., 2023): columns that meet large inputs are scaled up, by a power of the
/// inputs' root mean square that a search chooses for the least output error. All factors are 1 when scaling does not help.
AwqWeight quantizeAwq(
    std::span<const float> values, std::int64_t rows, std::int64_t columns, const BlockScheme &scheme, std::span<const float> moments);

} // namespace halftone
