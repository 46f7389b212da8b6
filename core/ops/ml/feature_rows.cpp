// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"

#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <algorithm>

namespace halftone {

Result<FeatureRows> featureRows(const KernelContext &context, int index)
{
    const Tensor &input = context.tensor(index);
    if (input.isNull() || input.dtype() == DType::String)
        return context.badArgument(std::string(dtypeName(input.dtype())), "a tensor of numbers");
    const Shape &shape = input.shape();
    if (shape.rank() < 1 || shape.rank() > 2)
        return context.badArgument(shape.toString(), "one or two axes");
    HALFTONE_TRY(Tensor values, castTensor(input, DType::Double));
    return FeatureRows{std::move(values), shape.rank() == 2 ? shape[0] : 1, shape[shape.rank() - 1]};
}

std::optional<Dim> rowsOf(const InferContext &context, int index)
{
    const auto &shape = context.inputShape(index);
    if (!shape || shape->empty())
        return std::nullopt;
    return shape->size() == 1 ? Dim(1) : shape->front();
}

void inferRows(InferContext &context, int output, DType type, std::int64_t width)
{
    const auto rows = rowsOf(context);
    context.setOutput(output, type, rows && width >= 0 ? std::optional(std::vector<Dim>{*rows, Dim(width)}) : std::nullopt);
}

Result<std::optional<Tensor>> tensorAttribute(const Node &node, std::string_view name)
{
    const Attribute *attribute = node.attribute(name);
    const auto *constant = attribute ? std::get_if<ConstantTensor>(&attribute->value) : nullptr;
    if (!constant)
        return std::optional<Tensor>();
    HALFTONE_TRY(Tensor tensor, constant->load());
    return std::optional(std::move(tensor));
}

Result<std::vector<double>> numbersAttribute(const Node &node, const std::string &name)
{
    for (const std::string &each : {name, name + "_as_tensor"}) {
        HALFTONE_TRY(const auto tensor, tensorAttribute(node, each));
        if (!tensor)
            continue;
        HALFTONE_TRY(const Tensor numbers, castTensor(*tensor, DType::Double));
        const auto elements = numbers.as<double>();
        return std::vector<double>(elements.begin(), elements.end());
    }
    const std::vector<float> floats = floatsAttribute(node, name);
    return std::vector<double>(floats.begin(), floats.end());
}

Result<Tensor> floatRows(const std::vector<double> &values, std::int64_t rows, std::int64_t width)
{
    HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, Shape{rows, width}));
    std::ranges::transform(values, result.mutableAs<float>().begin(), [](double value) { return static_cast<float>(value); });
    return result;
}

} // namespace halftone
