// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <vector>

namespace halftone {

/// Elements of a float or integer tensor as doubles; nothing for other types.
std::vector<double> outputValues(const Tensor &tensor);
bool isJudgedType(DType type);

/// A tensor seen as rows of classes along one axis: element c of row (o, i) at (o·classes + c)·inner + i.
struct ClassRows
{
    std::int64_t outer = 1;
    std::int64_t classes = 1;
    std::int64_t inner = 1;

    ClassRows(const Shape &shape, int axis);
    std::int64_t count() const { return outer * inner; }
    std::size_t at(std::int64_t row, std::int64_t c) const
    {
        return static_cast<std::size_t>(((row / inner) * classes + c) * inner + row % inner);
    }
};

} // namespace halftone
