// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/operator.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// "Conv: found …, required …" for checks that need no context.
Error badNode(const Node &node, std::string found, std::string required);

/// `axis` counted from the front, for a tensor of `rank`; an error when it is outside [−rank, rank).
Result<int> normalizedAxis(const Node &node, std::int64_t axis, int rank);

/// Output 0 (or `output`) has the type and shape of input 0 (or `input`); its elements are not known.
Status inferSameAs(InferContext &context, int input = 0, int output = 0);

/// Every listed input and the output as 8-bit values of their own ranges.
QuantRule computeRule(std::vector<int> activations);
/// A layer with a weight: activation 0, weight `weightInput` with output channels along `channelAxis`, bias `biasInput` or −1.
QuantRule layerRule(int weightInput, int channelAxis, int biasInput);
/// Output takes scale and zero point of input 0.
QuantRule sameScaleRule();

/// `perElement` operations for each element of output 0.
Cost elementwiseCost(const CostShapes &shapes, std::int64_t perElement);
/// Shape of an input or output in `shapes`; nullptr when absent or unknown.
const Shape *shapeAt(const std::vector<const Shape *> &shapes, std::size_t index);

/// Type of an attribute numbered as TensorProto.DataType; `fallback` when absent or 0.
Result<DType> dtypeAttribute(const Node &node, std::string_view name, DType fallback);
/// Values of a float-list attribute; empty when absent.
std::vector<float> floatsAttribute(const Node &node, std::string_view name);
/// Values of a string-list attribute; empty when absent.
std::vector<std::string> stringsAttribute(const Node &node, std::string_view name);

} // namespace halftone
