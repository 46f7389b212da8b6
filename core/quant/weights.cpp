// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/weights.h"

#include "core/quant/scheme.h"
#include "core/tensor/packed.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// A tensor as outer × channels × inner around one axis; one channel when there is no axis.
struct ChannelSplit
{
    std::int64_t outer = 1;
    std::int64_t channels = 1;
    std::int64_t inner = 1;

    ChannelSplit(const Shape &shape, int axis)
    {
        if (axis < 0) {
            inner = shape.count();
            return;
        }
        outer = shape.count(0, axis);
        channels = shape[axis];
        inner = shape.count(axis + 1, shape.rank());
    }
};

template <typename T>
void quantizeChannels(const Tensor &weight, const QuantParams &params, QuantLimits limits, Tensor &result)
{
    const ChannelSplit split(weight.shape(), params.axis);
    const float *x = weight.as<float>().data();
    T *q = result.mutableAs<T>().data();
    if (split.inner == 1 && split.channels > 1) {
        for (std::int64_t o = 0; o < split.outer; ++o) {
            for (std::int64_t c = 0; c < split.channels; ++c) {
                const auto k = static_cast<std::size_t>(c);
                *q++ = static_cast<T>(quantizeValue(*x++, params.scale[k], params.zeroPoint[k], limits));
            }
        }
        return;
    }
    for (std::int64_t o = 0; o < split.outer; ++o) {
        for (std::int64_t c = 0; c < split.channels; ++c) {
            const auto k = static_cast<std::size_t>(c);
            quantizeSpan<T>(x, split.inner, params.scale[k], params.zeroPoint[k], limits, q);
            x += split.inner;
            q += split.inner;
        }
    }
}

template <typename T>
void dequantizeChannels(const Tensor &quantized, const QuantParams &params, Tensor &result)
{
    const ChannelSplit split(quantized.shape(), params.axis);
    const T *q = quantized.as<T>().data();
    float *y = result.mutableAs<float>().data();
    for (std::int64_t o = 0; o < split.outer; ++o) {
        for (std::int64_t c = 0; c < split.channels; ++c) {
            const auto k = static_cast<std::size_t>(c);
            for (std::int64_t i = 0; i < split.inner; ++i)
                *y++ = static_cast<float>(static_cast<std::int64_t>(*q++) - params.zeroPoint[k]) * params.scale[k];
        }
    }
}

} // namespace

QuantParams weightParams(const Tensor &weight, const WeightScheme &scheme, std::int64_t *nonFinite)
{
    const ChannelSplit split(weight.shape(), scheme.axis);
    std::vector<float> low(static_cast<std::size_t>(split.channels), 0.0F);
    std::vector<float> high(low.size(), 0.0F);
    const float *x = weight.as<float>().data();
    std::int64_t bad = 0;
    constexpr float kMost = std::numeric_limits<float>::max();
    for (std::int64_t o = 0; o < split.outer; ++o) {
        for (std::size_t c = 0; c < low.size(); ++c) {
            float least = low[c];
            float most = high[c];
            for (std::int64_t i = 0; i < split.inner; ++i) {
                const float value = *x++;
                const bool finite = std::fabs(value) <= kMost;
                bad += finite ? 0 : 1;
                least = finite && value < least ? value : least;
                most = finite && value > most ? value : most;
            }
            low[c] = least;
            high[c] = most;
        }
    }
    if (nonFinite)
        *nonFinite = bad;
    const QuantLimits limits = quantLimits(scheme.dtype, scheme.symmetric, scheme.reduceRange);
    QuantParams params;
    params.dtype = scheme.dtype;
    params.axis = scheme.axis;
    for (std::size_t c = 0; c < low.size(); ++c) {
        low[c] = scheme.minimum.value_or(low[c]);
        high[c] = scheme.maximum.value_or(high[c]);
        const auto [scale, zeroPoint] = scaleFor(low[c], high[c], limits, scheme.symmetric, scheme.minimumRange);
        params.scale.push_back(scale);
        params.zeroPoint.push_back(zeroPoint);
        params.minimum = std::min(params.minimum, low[c]);
        params.maximum = std::max(params.maximum, high[c]);
    }
    return params;
}

void raiseForBias(QuantParams &params, std::span<const float> bias, float activationScale, double factor)
{
    constexpr double kEpsilon = 1.0001;
    constexpr double kRange = 4294967294.0;
    const auto raise = [&](float &scale, double magnitude) {
        const double candidate = static_cast<double>(activationScale) * static_cast<double>(scale);
        const double smallest = kEpsilon * 2 * magnitude * std::fabs(factor) / kRange;
        if (candidate > 0 && candidate < smallest)
            scale = static_cast<float>(static_cast<double>(scale) * (smallest / candidate));
    };
    if (params.scale.size() == 1) {
        double magnitude = 0;
        for (const float b : bias)
            magnitude = std::max(magnitude, std::isfinite(b) ? std::fabs(static_cast<double>(b)) : 0.0);
        raise(params.scale.front(), magnitude);
        return;
    }
    for (std::size_t c = 0; c < params.scale.size() && !bias.empty(); ++c) {
        // Of a bias with more elements, the n-th channel has every n-th.
        for (std::size_t i = bias.size() == 1 ? 0 : c; i < bias.size(); i += params.scale.size()) {
            if (std::isfinite(bias[i]))
                raise(params.scale[c], std::fabs(static_cast<double>(bias[i])));
        }
    }
}

void scaleDeadChannels(QuantParams &params, const Tensor &weight, std::span<const float> bias, float activationScale)
{
    /// Steps of a bias: what a float keeps of it, far from the limits of 32 bits.
    constexpr float kSteps = 16777216.0F;
    if (bias.empty() || (bias.size() != 1 && params.scale.size() != 1 && bias.size() != params.scale.size()))
        return;
    float largest = 0;
    for (const float b : bias)
        largest = std::max(largest, std::fabs(b));
    const ChannelSplit split(weight.shape(), params.axis);
    const auto x = weight.as<float>();
    const auto isDead = [&](std::int64_t channel) {
        for (std::int64_t o = 0; o < split.outer; ++o) {
            const auto run
                = x.subspan(static_cast<std::size_t>((o * split.channels + channel) * split.inner), static_cast<std::size_t>(split.inner));
            if (std::ranges::any_of(run, [](float value) { return value != 0; }))
                return false;
        }
        return true;
    };
    for (std::size_t c = 0; c < params.scale.size(); ++c) {
        const float magnitude = bias.size() == params.scale.size() ? std::fabs(bias[c]) : largest;
        const float scale = magnitude / kSteps / activationScale;
        if (std::isnormal(scale) && scale < params.scale[c] && isDead(static_cast<std::int64_t>(c)))
            params.scale[c] = scale;
    }
}

Result<Tensor> quantizeWeight(const Tensor &weight, const QuantParams &params, const WeightScheme &scheme)
{
    const DType type = params.dtype == DType::Int4 ? DType::Int8 : params.dtype == DType::UInt4 ? DType::UInt8 : params.dtype;
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(type, weight.shape()));
    const QuantLimits limits = quantLimits(params.dtype, scheme.symmetric, scheme.reduceRange);
    switch (type) {
    case DType::Int8:
        quantizeChannels<std::int8_t>(weight, params, limits, result);
        break;
    case DType::UInt8:
        quantizeChannels<std::uint8_t>(weight, params, limits, result);
        break;
    case DType::Int16:
        quantizeChannels<std::int16_t>(weight, params, limits, result);
        break;
    case DType::UInt16:
        quantizeChannels<std::uint16_t>(weight, params, limits, result);
        break;
    default:
        return Error(errc::kInternal, {std::string(dtypeName(params.dtype))});
    }
    return isSubByte(params.dtype) ? packIntegers(result, params.dtype) : Result<Tensor>(std::move(result));
}

Result<Tensor> dequantize(const Tensor &quantized, const QuantParams &params)
{
    if (isSubByte(quantized.dtype())) {
        HALFTONE_TRY(const Tensor unpacked, unpackIntegers(quantized));
        return dequantize(unpacked, params);
    }
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(DType::Float, quantized.shape()));
    switch (quantized.dtype()) {
    case DType::Int8:
        dequantizeChannels<std::int8_t>(quantized, params, result);
        break;
    case DType::UInt8:
        dequantizeChannels<std::uint8_t>(quantized, params, result);
        break;
    case DType::Int16:
        dequantizeChannels<std::int16_t>(quantized, params, result);
        break;
    case DType::UInt16:
        dequantizeChannels<std::uint16_t>(quantized, params, result);
        break;
    case DType::Int32:
        dequantizeChannels<std::int32_t>(quantized, params, result);
        break;
    default:
        return Error(errc::kInternal, {std::string(dtypeName(quantized.dtype()))});
    }
    return result;
}

Result<QuantizedBias> quantizeBias(
    const Tensor &bias, float activationScale, const std::vector<float> &weightScale, const GemmFactors &factors)
{
    QuantizedBias result;
    HALFTONE_TRY(result.values, Tensor::allocateUninitialized(DType::Int32, bias.shape()));
    for (const float scale : weightScale)
        result.scale.push_back(
            static_cast<float>(static_cast<double>(activationScale) * static_cast<double>(scale) * static_cast<double>(factors.product)));
    const auto x = bias.as<float>();
    auto q = result.values.mutableAs<std::int32_t>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double weight = weightScale.size() == 1 ? weightScale[0] : weightScale[i % weightScale.size()];
        const double rounded
            = std::nearbyint(static_cast<double>(x[i]) * factors.biasShare() / (static_cast<double>(activationScale) * weight));
        constexpr double kLow = std::numeric_limits<std::int32_t>::min();
        constexpr double kHigh = std::numeric_limits<std::int32_t>::max();
        result.saturated += rounded < kLow || rounded > kHigh ? 1 : 0;
        q[i] = std::isnan(rounded) ? 0 : static_cast<std::int32_t>(std::clamp(rounded, kLow, kHigh));
    }
    return result;
}

} // namespace halftone
