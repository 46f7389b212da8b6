// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// Concrete dimensions of a tensor, outermost first. An empty shape is a scalar.
class Shape
{
public:
    Shape() = default;
    Shape(std::initializer_list<std::int64_t> dims) : m_dims(dims) { }
    explicit Shape(std::vector<std::int64_t> dims) : m_dims(std::move(dims)) { }

    int rank() const { return static_cast<int>(m_dims.size()); }
    std::int64_t operator[](int axis) const { return m_dims[static_cast<std::size_t>(axis)]; }
    std::int64_t &operator[](int axis) { return m_dims[static_cast<std::size_t>(axis)]; }
    const std::vector<std::int64_t> &dims() const { return m_dims; }
    auto begin() const { return m_dims.begin(); }
    auto end() const { return m_dims.end(); }

    /// Product of the dimensions; 1 for a scalar. Only for shapes of existing tensors, whose count was checked.
    std::int64_t count() const;
    /// Product of dims[first, last).
    std::int64_t count(int first, int last) const;
    /// Product, or nothing when a dimension is negative or the product exceeds 64 bits.
    std::optional<std::int64_t> checkedCount() const;
    /// Row-major strides in elements.
    std::vector<std::int64_t> strides() const;
    /// "1×3×224×224"; "scalar" for rank 0.
    std::string toString() const;

    friend bool operator==(const Shape &, const Shape &) = default;

private:
    std::vector<std::int64_t> m_dims;
};

} // namespace halftone
