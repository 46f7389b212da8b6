// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/broadcast.h"

#include <algorithm>

namespace halftone {

namespace {

Dim broadcastDim(const Dim &a, const Dim &b, bool &contradiction)
{
    const auto sizeA = a.value();
    const auto sizeB = b.value();
    if (sizeA == 1)
        return b;
    if (sizeB == 1 || a == b)
        return a;
    if (sizeA && sizeB)
        contradiction = true;
    // A size other than 1 decides: the other side is either the same or 1.
    if (sizeA)
        return a;
    if (sizeB)
        return b;
    return Dim::unknown();
}

} // namespace

std::vector<Dim> broadcastDims(const std::vector<Dim> &a, const std::vector<Dim> &b, bool &contradiction)
{
    const std::vector<Dim> &longer = a.size() >= b.size() ? a : b;
    const std::vector<Dim> &shorter = a.size() >= b.size() ? b : a;
    std::vector<Dim> result = longer;
    const std::size_t skipped = longer.size() - shorter.size();
    for (std::size_t axis = 0; axis < shorter.size(); ++axis)
        result[skipped + axis] = broadcastDim(longer[skipped + axis], shorter[axis], contradiction);
    return result;
}

BroadcastRows::BroadcastRows(const Shape &output, const std::vector<const Shape *> &operands) : m_strides(operands.size())
{
    std::vector<std::vector<std::int64_t>> full(operands.size(), std::vector<std::int64_t>(static_cast<std::size_t>(output.rank()), 0));
    for (std::size_t operand = 0; operand < operands.size(); ++operand) {
        const Shape &shape = *operands[operand];
        const auto strides = shape.strides();
        const int skipped = output.rank() - shape.rank();
        for (int axis = 0; axis < shape.rank(); ++axis)
            if (shape[axis] != 1)
                full[operand][static_cast<std::size_t>(skipped + axis)] = strides[static_cast<std::size_t>(axis)];
    }
    m_empty = output.count() == 0;
    for (int axis = 0; axis < output.rank(); ++axis) {
        const std::int64_t extent = output[axis];
        if (extent == 1)
            continue;
        const auto index = static_cast<std::size_t>(axis);
        const bool mergeable = !m_extents.empty() && std::ranges::all_of(full, [&, operand = std::size_t(0)](const auto &strides) mutable {
            return m_strides[operand++].back() == strides[index] * extent;
        });
        if (mergeable)
            m_extents.back() *= extent;
        else
            m_extents.push_back(extent);
        for (std::size_t operand = 0; operand < full.size(); ++operand) {
            if (mergeable)
                m_strides[operand].back() = full[operand][index];
            else
                m_strides[operand].push_back(full[operand][index]);
        }
    }
    if (m_extents.empty()) {
        m_extents.push_back(1);
        for (auto &strides : m_strides)
            strides.push_back(0);
    }
}

} // namespace halftone
