// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/broadcast_index.h"

#include <algorithm>

namespace halftone {

std::optional<Shape> broadcastShapes(const Shape &a, const Shape &b)
{
    const int rank = std::max(a.rank(), b.rank());
    std::vector<std::int64_t> dims(static_cast<std::size_t>(rank), 1);
    for (int i = 0; i < rank; ++i) {
        const std::int64_t left = i < rank - a.rank() ? 1 : a[i - rank + a.rank()];
        const std::int64_t right = i < rank - b.rank() ? 1 : b[i - rank + b.rank()];
        if (left != right && left != 1 && right != 1)
            return std::nullopt;
        dims[static_cast<std::size_t>(i)] = left == 1 ? right : left;
    }
    return Shape(std::move(dims));
}

bool broadcastsTo(const Shape &from, const Shape &to) { return broadcastShapes(from, to) == to; }

BroadcastIndex::BroadcastIndex(const Shape &output, const std::vector<const Shape *> &operands)
    : m_extents(output.dims()), m_position(m_extents.size(), 0), m_offsets(operands.size(), 0)
{
    for (const Shape *operand : operands) {
        std::vector<std::int64_t> strides = operand->strides();
        for (int axis = 0; axis < operand->rank(); ++axis) {
            if ((*operand)[axis] == 1)
                strides[static_cast<std::size_t>(axis)] = 0;
        }
        strides.insert(strides.begin(), m_extents.size() - strides.size(), 0);
        m_strides.push_back(std::move(strides));
    }
}

void BroadcastIndex::next()
{
    for (std::size_t axis = m_extents.size(); axis-- > 0;) {
        const bool wraps = ++m_position[axis] == m_extents[axis];
        for (std::size_t operand = 0; operand < m_offsets.size(); ++operand)
            m_offsets[operand] += wraps ? -m_strides[operand][axis] * (m_extents[axis] - 1) : m_strides[operand][axis];
        if (!wraps)
            return;
        m_position[axis] = 0;
    }
}

} // namespace halftone
