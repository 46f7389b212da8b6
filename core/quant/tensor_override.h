// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/dtype.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// How a range is chosen from a tensor's statistics.
enum class RangeMethod { MinMax, MovingAverage, Entropy, Percentile, Mse };

/// Some readers of a tensor get it in another type than the others.
struct TensorConversion
{
    DType dtype = DType::UInt16;
    /// Names of the nodes that read it so; empty for all.
    std::vector<std::string> nodes;
    friend bool operator==(const TensorConversion &, const TensorConversion &) = default;
};

/// A range, type or scale that the user set for one tensor.
struct TensorOverride
{
    std::optional<DType> dtype;
    std::optional<float> minimum;
    std::optional<float> maximum;
    std::optional<RangeMethod> method;
    std::optional<bool> perChannel;
    /// Of a weight's scales; implies one a channel.
    std::optional<int> axis;
    std::optional<bool> symmetric;
    std::optional<bool> reduceRange;
    /// As given, instead of any range: one, or one a channel of a weight; as many zero points as scales.
    std::vector<float> scale;
    std::vector<std::int32_t> zeroPoint;
    std::optional<TensorConversion> convert;
    friend bool operator==(const TensorOverride &, const TensorOverride &) = default;
};

nlohmann::ordered_json tensorOverrideJson(const TensorOverride &tensorOverride);
/// `name` is the tensor, for errors.
Result<TensorOverride> readTensorOverride(const std::string &name, const nlohmann::ordered_json &json);

/// An object by tensor name, each entry in one of three forms: that of recipes; that of ONNX Runtime's TensorQuantOverrides (a list of
/// {quant_type, axis, scale, zero_point, symmetric, reduce_range, rmin, rmax, convert}, one for the tensor or one a channel); or
/// [zero point, scale], as tables of quantization parameters have it.
Result<std::map<std::string, TensorOverride>> tensorOverridesFromJson(const std::string &text);

} // namespace halftone
