// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/shape.h"

#include <optional>
#include <vector>

namespace halftone {

/// The shape two shapes broadcast to (numpy's rules), or nothing.
std::optional<Shape> broadcastShapes(const Shape &a, const Shape &b);
/// `from` broadcasts to exactly `to`.
bool broadcastsTo(const Shape &from, const Shape &to);

/// Walks the elements of `output` in order and gives the offset of each operand that broadcasts to it.
class BroadcastIndex
{
public:
    BroadcastIndex(const Shape &output, const std::vector<const Shape *> &operands);

    void next();
    std::int64_t offset(std::size_t operand) const { return m_offsets[operand]; }

private:
    std::vector<std::int64_t> m_extents;
    std::vector<std::int64_t> m_position;
    /// Per operand one stride an axis, 0 where it broadcasts.
    std::vector<std::vector<std::int64_t>> m_strides;
    std::vector<std::int64_t> m_offsets;
};

} // namespace halftone
