// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/layout.h"

#include <cstdint>
#include <span>
#include <vector>

namespace halftone {

/// A packed R-tree (sort-tile-recursive) over rectangles: built once, asked for every frame. Rectangles of negative width are nowhere.
class SpatialIndex
{
public:
    SpatialIndex() = default;
    explicit SpatialIndex(std::vector<LayoutRect> rects);

    /// Calls `item(index)` for rectangles that meet `area`. Branches smaller than `detail` in both directions are not descended into:
    /// `block(bounds, indices)` gets them as a whole.
    template <typename Item, typename Block>
    void visit(const LayoutRect &area, double detail, Item &&item, Block &&block) const
    {
        if (!m_levels.empty())
            descend(m_levels.size() - 1, 0, area, detail, item, block);
    }
    template <typename Item>
    void visit(const LayoutRect &area, Item &&item) const
    {
        visit(area, 0, item, [](const LayoutRect &, std::span<const std::uint32_t>) {});
    }

    const LayoutRect &rect(std::uint32_t index) const { return m_rects[index]; }
    std::size_t size() const { return m_rects.size(); }

private:
    static constexpr std::size_t kFanOut = 16;

    static bool meets(const LayoutRect &a, const LayoutRect &b)
    {
        return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
    }

    template <typename Item, typename Block>
    void descend(std::size_t level, std::size_t node, const LayoutRect &area, double detail, Item &item, Block &block) const
    {
        const LayoutRect &bounds = m_levels[level][node];
        if (!meets(bounds, area))
            return;
        std::size_t first = node, last = node + 1;
        if (bounds.width < detail && bounds.height < detail) {
            for (std::size_t l = level + 1; l-- > 0;) {
                first *= kFanOut;
                last *= kFanOut;
            }
            last = std::min(last, m_order.size());
            block(bounds, std::span<const std::uint32_t>(m_order.data() + first, last - first));
            return;
        }
        if (level == 0) {
            for (std::size_t i = node * kFanOut; i < std::min((node + 1) * kFanOut, m_order.size()); ++i)
                if (meets(m_rects[m_order[i]], area))
                    item(m_order[i]);
            return;
        }
        for (std::size_t i = node * kFanOut; i < std::min((node + 1) * kFanOut, m_levels[level - 1].size()); ++i)
            descend(level - 1, i, area, detail, item, block);
    }

    std::vector<LayoutRect> m_rects;
    std::vector<std::uint32_t> m_order;
    /// Bounds of groups of kFanOut; level 0 groups rectangles, the last level is one node.
    std::vector<std::vector<LayoutRect>> m_levels;
};

} // namespace halftone
