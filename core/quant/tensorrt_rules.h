// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/model/model.h"

#include <vector>

namespace halftone {

namespace errc {
/// %1 node, %2 its operator: no integers that TensorRT knows.
inline constexpr ErrorCode kTrtOperator{"quant.trt-operator"};
/// %1 node, %2 type found.
inline constexpr ErrorCode kTrtType{"quant.trt-type"};
/// %1 node.
inline constexpr ErrorCode kTrtZeroPoint{"quant.trt-zero-point"};
/// %1 node.
inline constexpr ErrorCode kTrtScale{"quant.trt-scale"};
/// %1 node.
inline constexpr ErrorCode kTrtPerTensor{"quant.trt-per-tensor"};
/// %1 node, %2 axis found, %3 axis wanted.
inline constexpr ErrorCode kTrtAxis{"quant.trt-axis"};
/// %1 node, %2 its input.
inline constexpr ErrorCode kTrtPair{"quant.trt-pair"};
/// %1 value dequantized, %2 number of readers.
inline constexpr ErrorCode kTrtShared{"quant.trt-shared"};
/// %1 layer, %2 input that is float.
inline constexpr ErrorCode kTrtLayer{"quant.trt-layer"};
/// %1 sum, %2 input that is float.
inline constexpr ErrorCode kTrtSum{"quant.trt-sum"};
/// %1 layer, %2 bias.
inline constexpr ErrorCode kTrtBias{"quant.trt-bias"};
} // namespace errc

/// Where a quantized model breaks the rules of explicit quantization in TensorRT (Developer Guide, "Working with Quantized Types", and
/// ONNX Runtime's page of its execution provider): problems keep it from loading, warnings from computing in integers. Empty for a model
/// that keeps them all.
std::vector<Issue> checkTensorRt(const Model &model);

} // namespace halftone
