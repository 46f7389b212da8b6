// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace halftone {

/// Indices of items grouped by a key in [0, keys), in the items' order: two flat arrays instead of a vector a vertex.
class Adjacency
{
public:
    Adjacency() = default;
    template <typename Items, typename Key>
    Adjacency(std::uint32_t keys, const Items &items, Key &&key) : m_first(keys + 1, 0), m_indices(items.size())
    {
        for (const auto &item : items)
            ++m_first[key(item) + 1];
        for (std::uint32_t k = 0; k < keys; ++k)
            m_first[k + 1] += m_first[k];
        std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
        std::uint32_t index = 0;
        for (const auto &item : items)
            m_indices[next[key(item)]++] = index++;
    }

    std::span<const std::uint32_t> of(std::uint32_t key) const
    {
        return {m_indices.data() + m_first[key], m_first[key + 1] - m_first[key]};
    }

private:
    std::vector<std::uint32_t> m_first;
    std::vector<std::uint32_t> m_indices;
};

} // namespace halftone
