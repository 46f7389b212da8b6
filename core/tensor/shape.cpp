// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/shape.h"

#include "core/base/checked.h"

namespace halftone {

std::int64_t Shape::count() const { return count(0, rank()); }

std::int64_t Shape::count(int first, int last) const
{
    std::int64_t product = 1;
    for (int axis = first; axis < last; ++axis)
        product *= (*this)[axis];
    return product;
}

std::optional<std::int64_t> Shape::checkedCount() const
{
    std::int64_t product = 1;
    bool zero = false;
    for (const std::int64_t dim : m_dims) {
        if (dim < 0)
            return std::nullopt;
        if (dim == 0) {
            zero = true;
            continue;
        }
        const auto next = checkedMultiply(product, dim);
        if (!next)
            return std::nullopt;
        product = *next;
    }
    return zero ? 0 : product;
}

std::vector<std::int64_t> Shape::strides() const
{
    std::vector<std::int64_t> result(m_dims.size(), 1);
    for (int axis = rank() - 2; axis >= 0; --axis)
        result[static_cast<std::size_t>(axis)] = result[static_cast<std::size_t>(axis) + 1] * (*this)[axis + 1];
    return result;
}

std::string Shape::toString() const
{
    if (m_dims.empty())
        return "scalar";
    std::string text;
    for (const std::int64_t dim : m_dims)
        text += (text.empty() ? "" : "×") + std::to_string(dim);
    return text;
}

} // namespace halftone
