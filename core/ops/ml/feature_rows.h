// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <span>

namespace halftone {

/// Domain of ONNX's classical machine learning operators.
inline constexpr std::string_view kMl = "ai.onnx.ml";

/// Samples by features, as double: exact for every type the domain allows.
struct FeatureRows
{
    Tensor values;
    std::int64_t count = 0;
    std::int64_t width = 0;

    std::span<const double> row(std::int64_t index) const
    {
        return values.as<double>().subspan(static_cast<std::size_t>(index * width), static_cast<std::size_t>(width));
    }
};

/// Input `index` as rows of numbers; one axis is a single row. Fails for texts and beyond two axes.
Result<FeatureRows> featureRows(const KernelContext &context, int index = 0);

/// Number of rows that featureRows() will find; nothing when the rank is not known.
std::optional<Dim> rowsOf(const InferContext &context, int index = 0);
/// Output `output` has a row of `width` elements for each row of input 0.
void inferRows(InferContext &context, int output, DType type, std::int64_t width);

/// Elements of a tensor attribute; nothing when absent.
Result<std::optional<Tensor>> tensorAttribute(const Node &node, std::string_view name);
/// Floats of attribute `name`, or those of the tensor in `name`_as_tensor; empty when neither is there.
Result<std::vector<double>> numbersAttribute(const Node &node, const std::string &name);

/// Rows of floats as a tensor [rows, width].
Result<Tensor> floatRows(const std::vector<double> &values, std::int64_t rows, std::int64_t width);

} // namespace halftone
