// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/dtype.h"
#include "core/tensor/shape.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// %1 shape.
inline constexpr ErrorCode kShapeOverflow{"tensor.shape-overflow"};
} // namespace errc

/// A dense row-major tensor. Copies share the elements; whoever writes makes sure to be the only owner (fresh from allocate()).
/// Sub-byte types are packed, low bits first; strings live in strings().
class Tensor
{
public:
    /// Undefined type, no elements: "absent".
    Tensor() = default;

    /// A tensor of zeros (or empty strings), 64-byte aligned. Fails on overflowing shapes and beyond the memory budget.
    static Result<Tensor> allocate(DType type, Shape shape);
    /// As allocate(), elements undefined.
    static Result<Tensor> allocateUninitialized(DType type, Shape shape);
    /// A view of memory kept alive by `owner`; `bytes` must be byteSize(type, shape) or more.
    static Tensor borrow(DType type, Shape shape, std::byte *data, std::shared_ptr<const void> owner);
    /// A tensor holding a copy of `values`; for tests and small constants. values.size() must be shape.count().
    template <typename T>
    static Tensor of(Shape shape, std::span<const T> values);
    template <typename T>
    static Tensor of(Shape shape, std::initializer_list<T> values)
    {
        return of<T>(std::move(shape), std::span<const T>(values.begin(), values.size()));
    }
    template <typename T>
    static Tensor scalar(T value)
    {
        return of<T>(Shape{}, std::span<const T>(&value, 1));
    }
    static Tensor ofStrings(Shape shape, std::vector<std::string> values);

    bool isNull() const { return m_type == DType::Undefined; }
    DType dtype() const { return m_type; }
    const Shape &shape() const { return m_shape; }
    std::int64_t count() const { return m_count; }
    /// Bytes of the elements; 0 for strings.
    std::size_t bytes() const;

    const std::byte *raw() const { return m_data; }
    std::byte *mutableRaw() { return m_data; }

    /// Elements as T. T must have the size of the dtype (uint16_t serves float16, uint8_t serves float8 and bool).
    template <typename T>
    std::span<const T> as() const
    {
        assert(sizeof(T) * 8 == static_cast<std::size_t>(dtypeBits(m_type)));
        return {reinterpret_cast<const T *>(m_data), static_cast<std::size_t>(m_count)};
    }
    template <typename T>
    std::span<T> mutableAs()
    {
        assert(sizeof(T) * 8 == static_cast<std::size_t>(dtypeBits(m_type)));
        return {reinterpret_cast<T *>(m_data), static_cast<std::size_t>(m_count)};
    }
    const std::vector<std::string> &strings() const { return *m_strings; }
    std::vector<std::string> &mutableStrings() { return *m_strings; }

    /// The same elements under another shape of equal count.
    Tensor reshaped(Shape shape) const;

private:
    DType m_type = DType::Undefined;
    Shape m_shape;
    std::int64_t m_count = 0;
    std::byte *m_data = nullptr;
    std::shared_ptr<const void> m_owner;
    std::shared_ptr<std::vector<std::string>> m_strings;
};

/// Bytes that `count` packed elements take, or nothing on overflow.
std::optional<std::int64_t> byteSize(DType type, std::int64_t count);

/// Largest single allocation allowed, in bytes (default: 80 % of the machine's memory). Process-wide; thread-safe.
std::int64_t memoryBudget();
void setMemoryBudget(std::int64_t bytes);

template <typename T>
Tensor Tensor::of(Shape shape, std::span<const T> values)
{
    auto tensor = allocateUninitialized(dtypeOf<T>, std::move(shape));
    assert(tensor && tensor->count() == static_cast<std::int64_t>(values.size()));
    std::copy(values.begin(), values.end(), reinterpret_cast<T *>(tensor->mutableRaw()));
    return std::move(*tensor);
}

} // namespace halftone
