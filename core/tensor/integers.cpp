// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/integers.h"

#include <limits>
#include <utility>

namespace halftone {

namespace {

template <typename T>
std::vector<std::int64_t> widened(const Tensor &tensor)
{
    std::vector<std::int64_t> result;
    result.reserve(static_cast<std::size_t>(tensor.count()));
    for (const T value : tensor.as<T>())
        result.push_back(std::in_range<std::int64_t>(value) ? static_cast<std::int64_t>(value) : std::numeric_limits<std::int64_t>::max());
    return result;
}

std::vector<std::int64_t> unpacked(const Tensor &tensor)
{
    const int bits = dtypeBits(tensor.dtype());
    const int perByte = 8 / bits;
    const auto mask = static_cast<unsigned>((1 << bits) - 1);
    const auto signBit = static_cast<std::int64_t>(isSigned(tensor.dtype()) ? 1 << (bits - 1) : 0);
    std::vector<std::int64_t> result(static_cast<std::size_t>(tensor.count()));
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto byte = std::to_integer<unsigned>(tensor.raw()[i / static_cast<std::size_t>(perByte)]);
        const auto code = static_cast<std::int64_t>((byte >> (static_cast<int>(i % static_cast<std::size_t>(perByte)) * bits)) & mask);
        result[i] = (code ^ signBit) - signBit;
    }
    return result;
}

template <typename T>
std::optional<Tensor> narrowed(DType type, Shape shape, const std::vector<std::int64_t> &values)
{
    auto tensor = Tensor::allocateUninitialized(type, std::move(shape));
    if (!tensor || tensor->count() != static_cast<std::int64_t>(values.size()))
        return std::nullopt;
    const auto target = tensor->mutableAs<T>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::in_range<T>(values[i]))
            return std::nullopt;
        target[i] = static_cast<T>(values[i]);
    }
    return std::move(*tensor);
}

} // namespace

std::optional<std::vector<std::int64_t>> integersOf(const Tensor &tensor)
{
    switch (tensor.dtype()) {
    case DType::Bool:
    case DType::UInt8:
        return widened<std::uint8_t>(tensor);
    case DType::Int8:
        return widened<std::int8_t>(tensor);
    case DType::UInt16:
        return widened<std::uint16_t>(tensor);
    case DType::Int16:
        return widened<std::int16_t>(tensor);
    case DType::UInt32:
        return widened<std::uint32_t>(tensor);
    case DType::Int32:
        return widened<std::int32_t>(tensor);
    case DType::UInt64:
        return widened<std::uint64_t>(tensor);
    case DType::Int64:
        return widened<std::int64_t>(tensor);
    case DType::UInt4:
    case DType::Int4:
    case DType::UInt2:
    case DType::Int2:
        return unpacked(tensor);
    default:
        return std::nullopt;
    }
}

std::optional<Tensor> tensorOfIntegers(DType type, Shape shape, const std::vector<std::int64_t> &values)
{
    switch (type) {
    case DType::Bool:
    case DType::UInt8:
        return narrowed<std::uint8_t>(type, std::move(shape), values);
    case DType::Int8:
        return narrowed<std::int8_t>(type, std::move(shape), values);
    case DType::UInt16:
        return narrowed<std::uint16_t>(type, std::move(shape), values);
    case DType::Int16:
        return narrowed<std::int16_t>(type, std::move(shape), values);
    case DType::UInt32:
        return narrowed<std::uint32_t>(type, std::move(shape), values);
    case DType::Int32:
        return narrowed<std::int32_t>(type, std::move(shape), values);
    case DType::UInt64:
        return narrowed<std::uint64_t>(type, std::move(shape), values);
    case DType::Int64:
        return narrowed<std::int64_t>(type, std::move(shape), values);
    default:
        return std::nullopt;
    }
}

} // namespace halftone
