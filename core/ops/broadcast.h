// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/dim.h"
#include "core/tensor/shape.h"

#include <optional>
#include <vector>

namespace halftone {

/// Symbolic dimensions of the result of numpy broadcasting. Sets `contradiction` when two known sizes do not fit.
std::vector<Dim> broadcastDims(const std::vector<Dim> &a, const std::vector<Dim> &b, bool &contradiction);

/// The elements of `output` walked in rows, with the offset of each operand that broadcasts to it. Adjacent axes that all
/// operands pass through alike are walked as one, so that rows are as long as can be.
class BroadcastRows
{
public:
    /// Each operand must broadcast to `output`.
    BroadcastRows(const Shape &output, const std::vector<const Shape *> &operands);

    std::int64_t rowLength() const { return m_extents.back(); }
    /// Step of an operand within a row: 0 or 1.
    std::int64_t rowStride(std::size_t operand) const { return m_strides[operand].back(); }

    /// Calls f(first output element, offsets of the operands) for each row.
    template <typename F>
    void forEach(F &&f) const
    {
        if (m_empty)
            return;
        std::vector<std::int64_t> position(m_extents.size() - 1, 0);
        std::vector<std::int64_t> offsets(m_strides.size(), 0);
        for (std::int64_t first = 0;; first += rowLength()) {
            f(first, offsets.data());
            std::size_t axis = position.size();
            while (axis > 0) {
                --axis;
                for (std::size_t operand = 0; operand < offsets.size(); ++operand)
                    offsets[operand] += m_strides[operand][axis];
                if (++position[axis] < m_extents[axis])
                    break;
                for (std::size_t operand = 0; operand < offsets.size(); ++operand)
                    offsets[operand] -= m_strides[operand][axis] * m_extents[axis];
                position[axis] = 0;
                if (axis == 0)
                    return;
            }
            if (position.empty())
                return;
        }
    }

private:
    /// At least one axis; the last is the row.
    std::vector<std::int64_t> m_extents;
    std::vector<std::vector<std::int64_t>> m_strides;
    bool m_empty = false;
};

} // namespace halftone
