// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/integers.h"

namespace halftone {

namespace {

template <typename T>
std::vector<std::int64_t> widened(const Tensor &tensor)
{
    const auto values = tensor.as<T>();
    return {values.begin(), values.end()};
}

} // namespace

std::optional<std::vector<std::int64_t>> integersOf(const Tensor &tensor)
{
    switch (tensor.dtype()) {
    case DType::Int64:
        return widened<std::int64_t>(tensor);
    case DType::Int32:
        return widened<std::int32_t>(tensor);
    case DType::Int16:
        return widened<std::int16_t>(tensor);
    case DType::Int8:
        return widened<std::int8_t>(tensor);
    case DType::UInt64:
        return widened<std::uint64_t>(tensor);
    case DType::UInt32:
        return widened<std::uint32_t>(tensor);
    case DType::UInt16:
        return widened<std::uint16_t>(tensor);
    case DType::UInt8:
    case DType::Bool:
        return widened<std::uint8_t>(tensor);
    default:
        return std::nullopt;
    }
}

} // namespace halftone
