// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact.h"

namespace halftone {

std::optional<Shape> Fact::concreteShape() const
{
    if (!type.shape)
        return std::nullopt;
    std::vector<std::int64_t> dims;
    dims.reserve(type.shape->size());
    for (const Dim &dim : *type.shape) {
        const auto number = dim.value();
        if (!number || *number < 0)
            return std::nullopt;
        dims.push_back(*number);
    }
    return Shape(std::move(dims));
}

Fact Fact::of(DType type, std::optional<std::vector<Dim>> shape)
{
    return {Type::tensor(type, std::move(shape)), std::nullopt, std::nullopt};
}

Fact Fact::ofConstant(Tensor tensor)
{
    Fact fact = of(tensor.dtype(), dimsOf(tensor.shape()));
    if (tensor.count() <= kFactElements)
        fact.constant = std::move(tensor);
    return fact;
}

Fact Fact::ofDims(std::vector<Dim> elements, bool scalar)
{
    Fact fact = of(DType::Int64, scalar ? std::vector<Dim>{} : std::vector<Dim>{static_cast<std::int64_t>(elements.size())});
    fact.symbolic = std::move(elements);
    return fact;
}

std::vector<Dim> dimsOf(const Shape &shape) { return {shape.begin(), shape.end()}; }

} // namespace halftone
