// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/gemm_factors.h"
#include "core/quant/quantize.h"
#include "core/tensor/tensor.h"

#include <optional>
#include <span>

namespace halftone {

struct WeightScheme
{
    DType dtype = DType::Int8;
    bool symmetric = true;
    bool reduceRange = false;
    /// Channel axis, or −1 for one scale.
    int axis = -1;
    /// Instead of the extremes, where set.
    std::optional<float> minimum = std::nullopt;
    std::optional<float> maximum = std::nullopt;
    /// Least width of a range.
    double minimumRange = 0;
};

/// Scales from the finite extremes of each channel (or of all). `nonFinite` counts what had to be left out.
QuantParams weightParams(const Tensor &weight, const WeightScheme &scheme, std::int64_t *nonFinite);

/// Raises scales so that factor · bias / (activationScale · scale) fits 32 bits with room for rounding: at least
/// 2·|factor · b| / ((2³² − 2)·activationScale). `bias` has one element a scale, or one for all, or any number for one scale.
void raiseForBias(QuantParams &params, std::span<const float> bias, float activationScale, double factor = 1);

/// Channels of zeros are exact at any scale: where they have a bias, one that the bias keeps its digits at.
void scaleDeadChannels(QuantParams &params, const Tensor &weight, std::span<const float> bias, float activationScale);

/// The weight in params.dtype: 8 or 16 bits wide, or packed 4 bits.
Result<Tensor> quantizeWeight(const Tensor &weight, const QuantParams &params, const WeightScheme &scheme);

/// What a quantized tensor stands for: (q − zero point) · scale along params.axis.
Result<Tensor> dequantize(const Tensor &quantized, const QuantParams &params);

struct QuantizedBias
{
    Tensor values;
    std::vector<float> scale;
    std::int64_t saturated = 0;
};
/// factors.bias · bias as int32 with scale factors.product · activationScale · weight scale (zero point 0), computed in double.
Result<QuantizedBias> quantizeBias(
    const Tensor &bias, float activationScale, const std::vector<float> &weightScale, const GemmFactors &factors);

} // namespace halftone
