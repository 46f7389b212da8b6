// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"

namespace halftone {

Result<SoftmaxRows> softmaxRows(const Node &node, std::int64_t opset, const Shape &shape)
{
    const std::int64_t given = node.intAttribute("axis", opset < 13 ? 1 : -1);
    if (opset < 13 && given == shape.rank())
        return SoftmaxRows{shape.count(), 1, 1};
    if (shape.rank() == 0)
        return SoftmaxRows{};
    HALFTONE_TRY(const int axis, normalizedAxis(node, given, shape.rank()));
    SoftmaxRows rows;
    rows.outer = shape.count(0, axis);
    rows.size = opset < 13 ? shape.count(axis, shape.rank()) : shape[axis];
    rows.inner = opset < 13 ? 1 : shape.count(axis + 1, shape.rank());
    return rows;
}

} // namespace halftone
