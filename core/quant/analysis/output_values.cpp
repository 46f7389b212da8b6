// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_values.h"

namespace halftone {

namespace {

template <typename T>
std::vector<double> asDoubles(const Tensor &tensor)
{
    const auto values = tensor.as<T>();
    return {values.begin(), values.end()};
}

} // namespace

bool isJudgedType(DType type)
{
    return type == DType::Float || type == DType::Double || type == DType::Int64 || type == DType::Int32 || type == DType::Bool
        || type == DType::UInt8;
}

std::vector<double> outputValues(const Tensor &tensor)
{
    switch (tensor.dtype()) {
    case DType::Float:
        return asDoubles<float>(tensor);
    case DType::Double:
        return asDoubles<double>(tensor);
    case DType::Int64:
        return asDoubles<std::int64_t>(tensor);
    case DType::Int32:
        return asDoubles<std::int32_t>(tensor);
    case DType::Bool:
    case DType::UInt8:
        return asDoubles<std::uint8_t>(tensor);
    default:
        return {};
    }
}

ClassRows::ClassRows(const Shape &shape, int axis)
{
    const int at = axis < 0 ? axis + shape.rank() : axis;
    for (int i = 0; i < shape.rank(); ++i)
        (i < at ? outer : i == at ? classes : inner) *= shape[i];
}

} // namespace halftone
